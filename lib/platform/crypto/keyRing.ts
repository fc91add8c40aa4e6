import { randomBytes } from 'node:crypto'
import { open, seal, SealBroken } from './seal.ts'

/** A key as it lies in the database: sealed by the key of the ring that is named. */
export interface WrappedKey {
  readonly keyId: string
  readonly wrapped: Uint8Array
}

/** Named keys that wrap others. The first one wraps what is new; the others open what is old. */
export interface KeyRing {
  /** Of the key that wraps. */
  readonly currentId: string
  readonly ids: readonly string[]
  /** A fresh key of 32 random bytes, and how it is stored. `place` as in `seal`. */
  make(place: readonly string[]): { readonly key: Buffer; readonly stored: WrappedKey }
  wrap(key: Uint8Array, place: readonly string[]): WrappedKey
  /** Throws `SealBroken` where the ring lacks the key, or the bytes are damaged. */
  unwrap(stored: WrappedKey, place: readonly string[]): Buffer
}

/** A named key of a ring: 32 bytes. */
export interface RingKey {
  readonly id: string
  readonly key: Buffer
}

/** Throws a RangeError without keys, or where two have one name. */
export function createKeyRing(keys: readonly RingKey[]): KeyRing {
  const byId = new Map(keys.map(({ id, key }) => [id, key]))
  const current = keys[0]
  if (current === undefined) throw new RangeError('A key ring needs a key')
  if (byId.size !== keys.length) throw new RangeError('Two keys of the ring have one name')

  const wrap = (key: Uint8Array, place: readonly string[]): WrappedKey => ({
    keyId: current.id,
    wrapped: seal(current.key, key, place),
  })
  return {
    currentId: current.id,
    ids: [...byId.keys()],
    make(place) {
      const key = randomBytes(32)
      return { key, stored: wrap(key, place) }
    },
    wrap,
    unwrap({ keyId, wrapped }, place) {
      const key = byId.get(keyId)
      if (key === undefined) throw new SealBroken(`The ring has no key ${keyId}`)
      return open(key, wrapped, place)
    },
  }
}
