import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** First byte of everything sealed this way: version 1, AES-256-GCM, a nonce of 12 bytes, a tag of 16. */
const VERSION = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** What sealing adds, in bytes. */
export const SEAL_OVERHEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES

/** The bytes are not what was sealed: damaged, of another place, or under another key. */
export class SealBroken extends Error {
  constructor(cause?: unknown) {
    super('The sealed bytes cannot be opened', { cause })
    this.name = 'SealBroken'
  }
}

/**
 * Encrypts and authenticates (AES-256-GCM, NIST SP 800-38D). `place` says where the bytes will stand (table, row, …): they
 * open nowhere else. Nonces are random; one key must seal fewer than 2³² things.
 */
export function seal(key: Buffer, plain: Uint8Array, place: readonly string[]): Buffer<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(placeBytes(place))
  const body = [cipher.update(plain), cipher.final()]
  return Buffer.concat([Buffer.of(VERSION), nonce, ...body, cipher.getAuthTag()])
}

/** Opens what `seal` made at the same place. Throws `SealBroken`. */
export function open(key: Buffer, sealed: Uint8Array, place: readonly string[]): Buffer<ArrayBuffer> {
  if (sealed.length < SEAL_OVERHEAD_BYTES || sealed[0] !== VERSION) throw new SealBroken()
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES)
  const tag = sealed.subarray(sealed.length - TAG_BYTES)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(placeBytes(place))
    decipher.setAuthTag(tag)
    const plain = decipher.update(sealed.subarray(1 + NONCE_BYTES, sealed.length - TAG_BYTES))
    return Buffer.concat([plain, decipher.final()])
  } catch (cause) {
    throw new SealBroken(cause)
  }
}

/** JSON keeps the parts apart: ['a', 'bc'] is another place than ['ab', 'c']. */
const placeBytes = (place: readonly string[]): Buffer => Buffer.from(JSON.stringify(place))
