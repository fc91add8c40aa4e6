import { createHash } from 'node:crypto'
import type { RingKey } from './keyRing.ts'

/** A key as MESSAGE_ENCRYPTION_KEY names it: `2026:…`, with 64 hexadecimal digits after the colon. */
const ENTRY = /^([a-z0-9][a-z0-9_-]{0,31}):([0-9a-f]{64})$/

/** Entries separated by commas or line ends. A key without a name is named by its fingerprint. Null: something is no key. */
export function readRingKeys(text: string): RingKey[] | null {
  const entries = text.split(/[,\n]/).flatMap((entry) => entry.trim().toLowerCase() || [])
  const keys = entries.flatMap((entry) => {
    const [, id, hex] = ENTRY.exec(/^[0-9a-f]{64}$/.test(entry) ? `${nameOf(entry)}:${entry}` : entry) ?? []
    return id === undefined || hex === undefined ? [] : [{ id, key: Buffer.from(hex, 'hex') }]
  })
  const isWhole = keys.length === entries.length && new Set(keys.map(({ id }) => id)).size === keys.length
  return isWhole && keys.length > 0 ? keys : null
}

/** Tells keys apart without telling anything about them. */
const nameOf = (hex: string): string =>
  `k${createHash('sha256').update(`wardline key name ${hex}`).digest('hex').slice(0, 8)}`
