import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { StartError } from './startError.ts'

/** Makes a folder that only its owner may enter; leaves one that is there as it is. */
export function makeFolder(folder: string): void {
  try {
    if (mkdirSync(folder, { recursive: true, mode: 0o700 }) === undefined) return
  } catch (cause) {
    throw new StartError(`The folder ${folder} cannot be made: ${messageOf(cause)}.`, { cause })
  }
  giveToOwnerOf(dirname(folder), folder)
}

/** Makes a folder that only its owner may enter, and closes one that others may. */
export function ensurePrivateFolder(folder: string): void {
  makeFolder(folder)
  if ((statSync(folder).mode & 0o077) !== 0) chmodSync(folder, 0o700)
}

/** The content of a file that only its owner may read; null when there is none. Closes it if others may read it. */
export function readPrivateFile(file: string): string | null {
  try {
    const content = readFileSync(file, 'utf8')
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600)
    return content
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT') return null
    if (code !== 'EACCES' && code !== 'EPERM') throw cause
    throw new StartError(`${file} belongs to another user of this machine. Start Wardline as that user.`, {
      cause,
    })
  }
}

/** Writes a file whole, unless it is there. Of processes that do so at once one wins; all get what it wrote. */
export function createPrivateFile(file: string, content: string): string {
  const draft = writeDraft(file, content)
  try {
    linkSync(draft, file)
    return content
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return readPrivateFile(file) ?? content
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Replaces a file in one step. */
export function replacePrivateFile(file: string, content: string): void {
  renameSync(writeDraft(file, content), file)
}

function writeDraft(file: string, content: string): string {
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  try {
    writeFileSync(draft, content, { mode: 0o600, flag: 'wx' })
  } catch (cause) {
    throw new StartError(`${file} cannot be written: ${messageOf(cause)}.`, { cause })
  }
  giveToOwnerOf(dirname(file), draft)
  return draft
}

/** What root makes in somebody's folder is theirs, so that a start by root does not lock them out. */
export function giveToOwnerOf(folder: string, path: string): void {
  if (process.getuid?.() !== 0) return
  const owner = statSync(folder)
  if (owner.uid !== 0) chownSync(path, owner.uid, owner.gid)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
