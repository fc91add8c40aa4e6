import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createPrivateFile, ensurePrivateFolder, readPrivateFile } from '../privateFile.ts'
import { StartError } from '../startError.ts'
import type { SecretOverrides } from './readSettings.ts'

/** The keys of an installation, in hexadecimal digits, 32 bytes each or more. All its processes have the same. */
export interface Secrets {
  /** Signs the sign-in cookie. */
  readonly session: string
  /** Signs access and refresh tokens. */
  readonly token: string
  /** Signs the proof that a page offers when it opens a socket. */
  readonly proof: string
  /** Signs what processes tell one another. */
  readonly backplane: string
  /** The key by which push services know this site is made from it. */
  readonly push: string
}

export const SECRET_NAMES = ['session', 'token', 'proof', 'backplane', 'push'] as const

/**
 * The keys: from the environment where it gives them, else from `<dataDir>/secrets`, where they are made at the first
 * start. The folder is 0700, the files are 0600.
 */
export function loadSecrets(dataDir: string, settings: { readonly secrets: SecretOverrides }): Secrets {
  const load = (name: (typeof SECRET_NAMES)[number]): string =>
    settings.secrets[name] ?? fromFile(dataDir, name)
  return {
    session: load('session'),
    token: load('token'),
    proof: load('proof'),
    backplane: load('backplane'),
    push: load('push'),
  }
}

function fromFile(dataDir: string, name: string): string {
  const folder = join(dataDir, 'secrets')
  ensurePrivateFolder(folder)
  const file = join(folder, name)
  const key = (
    readPrivateFile(file) ?? createPrivateFile(file, `${randomBytes(32).toString('hex')}\n`)
  ).trim()
  if (/^([0-9a-f]{2}){32,}$/.test(key)) return key
  throw new StartError(
    `${file} does not hold a key (64 hexadecimal digits or more). Restore it from the backup of the data folder.`,
  )
}
