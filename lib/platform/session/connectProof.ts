import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * What a page must show beside its cookie to open a socket: an HMAC of its session id. The page is rendered with it,
 * so that a cookie alone, which a browser sends for any site's script, is never enough. Hex, 64 characters.
 */
export function connectProof(secret: string, sessionId: string): string {
  return createHmac('sha256', Buffer.from(secret, 'hex')).update(`connect:${sessionId}`).digest('hex')
}

/** Compares in constant time. */
export function isConnectProof(secret: string, sessionId: string, proof: string): boolean {
  const expected = Buffer.from(connectProof(secret, sessionId))
  const given = Buffer.from(proof)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
