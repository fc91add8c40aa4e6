import { createDecipheriv, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'

/** How much the clocks of two processes may differ, as next-auth has it. */
const TOLERANCE_SECONDS = 15
const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * What next-auth encrypted into a session cookie: a compact JWE (RFC 7516), `dir` with A256GCM. Null: it is not of that kind,
 * not encrypted with our key, was changed, or is past its time. The same as `decode` of `next-auth/jwt`, which derives
 * the key anew for every cookie: that was a third of what a reconnecting client costs.
 */
export function openSessionToken(token: string, secret: string, now = Date.now()): object | null {
  const [header = '', wrappedKey, iv = '', text = '', tag = '', more] = token.split('.')
  if (wrappedKey !== '' || more !== undefined || !isOurKind(header)) return null
  const [ivBytes, tagBytes] = [Buffer.from(iv, 'base64url'), Buffer.from(tag, 'base64url')]
  if (ivBytes.length !== IV_BYTES || tagBytes.length !== TAG_BYTES) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), ivBytes, { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(header, 'ascii')).setAuthTag(tagBytes)
    const plain = Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()])
    const claims: unknown = JSON.parse(plain.toString('utf8'))
    return isInTime(claims, now / 1_000) ? claims : null
  } catch {
    return null
  }
}

function isOurKind(header: string): boolean {
  if (header === OUR_HEADER) return true
  try {
    const { alg, enc, crit, zip } = JSON.parse(Buffer.from(header, 'base64url').toString()) as Record<
      string,
      unknown
    >
    return alg === 'dir' && enc === 'A256GCM' && crit === undefined && zip === undefined
  } catch {
    return false
  }
}

/** Every one that next-auth writes. */
const OUR_HEADER = Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString('base64url')

function isInTime(claims: unknown, seconds: number): claims is object {
  if (typeof claims !== 'object' || claims === null) return false
  const { exp, nbf } = claims as Record<string, unknown>
  if (nbf !== undefined && !(typeof nbf === 'number' && nbf <= seconds + TOLERANCE_SECONDS)) return false
  return typeof exp === 'number' && exp > seconds - TOLERANCE_SECONDS
}

let known: { readonly secret: string; readonly key: KeyObject } | null = null

/** As next-auth derives it. A process has one secret. */
function keyOf(secret: string): KeyObject {
  if (known?.secret !== secret) {
    const bytes = hkdfSync('sha256', secret, '', 'NextAuth.js Generated Encryption Key', 32)
    known = { secret, key: createSecretKey(new Uint8Array(bytes)) }
  }
  return known.key
}
