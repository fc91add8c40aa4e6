import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { RingKey } from '../crypto/keyRing.ts'
import { readRingKeys } from '../crypto/readRingKeys.ts'
import { createPrivateFile, ensurePrivateFolder, readPrivateFile } from '../privateFile.ts'
import { StartError } from '../startError.ts'

/**
 * The keys that wrap the keys of conversations, the one in use first: from the environment where it gives them, else from
 * `<dataDir>/secrets/messages`, where one is made at the first start.
 */
export function loadKeyRing(
  dataDir: string,
  settings: { readonly messageKeys: readonly RingKey[] | null },
): readonly RingKey[] {
  return settings.messageKeys ?? fromFile(dataDir)
}

function fromFile(dataDir: string): RingKey[] {
  const folder = join(dataDir, 'secrets')
  ensurePrivateFolder(folder)
  const file = join(folder, 'messages')
  const fresh = (): string => `k${randomBytes(4).toString('hex')}:${randomBytes(32).toString('hex')}\n`
  const keys = readRingKeys(readPrivateFile(file) ?? createPrivateFile(file, fresh()))
  if (keys !== null) return keys
  throw new StartError(
    `${file} does not hold keys (a name, a colon and 64 hexadecimal digits each). Restore it from the backup of the data folder.`,
  )
}
