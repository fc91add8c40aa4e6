import { randomBytes } from 'node:crypto'
import { chownSync, linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'

/** What has to be known about the embedded database beside its data. Kept in postgres.json, mode 0600. */
export interface ClusterRecord {
  /** Preferred; the running server's own word counts. */
  readonly port: number
  readonly password: string
  /** Where the data lies when it cannot lie in the data folder. */
  readonly cluster?: string
}

/** Reads the record, or makes one. Of two processes that make it at once both get the same. */
export async function openClusterRecord(dataDir: string, port?: number): Promise<ClusterRecord> {
  const file = join(dataDir, 'postgres.json')
  const existing = readRecord(file)
  if (existing !== null) return existing
  const record = { port: port ?? (await freePort()), password: randomBytes(24).toString('hex') }
  const draft = writeDraft(file, record)
  try {
    linkSync(draft, file)
    return record
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return readRecord(file) ?? record
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Replaces the record in one step. */
export function saveClusterRecord(dataDir: string, record: ClusterRecord): void {
  const file = join(dataDir, 'postgres.json')
  renameSync(writeDraft(file, record), file)
}

/** A port of 127.0.0.1 on which nothing listens now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port was given'))
        else resolve(address.port)
      })
    })
  })
}

function readRecord(file: string): ClusterRecord | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ClusterRecord
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code === 'ENOENT') return null
    if (code === 'EACCES') {
      throw new Error(`${file} belongs to another user of this machine. Start Wardline as that user.`, {
        cause,
      })
    }
    throw new Error(`${file} cannot be read: it should hold the port and the password of the database.`, {
      cause,
    })
  }
}

/** Belongs to whoever the folder belongs to, so that a start by root does not lock its owner out. */
function writeDraft(file: string, record: ClusterRecord): string {
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  if (process.getuid?.() === 0) {
    const owner = statSync(dirname(file))
    chownSync(draft, owner.uid, owner.gid)
  }
  return draft
}
