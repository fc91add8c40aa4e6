import { createHmac, timingSafeEqual } from 'node:crypto'
import { isUuid } from '../isUuid.ts'

/** One token of a family: the session it belongs to, and its number, from 1. */
export interface RefreshClaims {
  readonly sessionId: string
  readonly generation: number
}

const SHAPE = /^wr\.([0-9a-f-]{36})\.([1-9]\d{0,8})\.([A-Za-z0-9_-]{43})$/

/**
 * Derives the refresh token of a family and number. The same input gives the same token: whoever asks twice within
 * the grace gets the same successor, and none of them has to be stored. `secret` is hex.
 */
export function deriveRefreshToken(secret: string, { sessionId, generation }: RefreshClaims): string {
  const name = `${sessionId}.${generation}`
  return `wr.${name}.${macOf(secret, name).toString('base64url')}`
}

/** Reads a refresh token; null when it was not derived with this secret. Whether it is still good is for the rotation. */
export function parseRefreshToken(secret: string, token: string): RefreshClaims | null {
  const match = SHAPE.exec(token)
  const [, sessionId, number, mac] = match ?? []
  if (!isUuid(sessionId) || number === undefined || mac === undefined) return null
  const given = Buffer.from(mac, 'base64url')
  const expected = macOf(secret, `${sessionId}.${number}`)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  return { sessionId, generation: Number(number) }
}

function macOf(secret: string, name: string): Buffer {
  return createHmac('sha256', Buffer.from(secret, 'hex')).update(`refresh:${name}`).digest()
}
