import { createHmac, timingSafeEqual } from 'node:crypto'

const MAC_LENGTH = 64

/** Signs what goes over the backplane, so that whoever reaches Redis cannot speak for the engine. */
export interface PayloadSeal {
  seal(channel: string, body: string): string
  /** The body, or null when the seal is not ours for this channel. */
  open(channel: string, payload: string): string | null
}

/** HMAC-SHA-256 over channel and body. `key` is hex. */
export function createPayloadSeal(key: string): PayloadSeal {
  const secret = Buffer.from(key, 'hex')
  const macOf = (channel: string, body: string): string =>
    createHmac('sha256', secret).update(channel).update('\n').update(body).digest('hex')
  return {
    seal: (channel, body) => macOf(channel, body) + body,
    open(channel, payload) {
      if (payload.length < MAC_LENGTH) return null
      const body = payload.slice(MAC_LENGTH)
      const given = Buffer.from(payload.slice(0, MAC_LENGTH), 'latin1')
      const wanted = Buffer.from(macOf(channel, body), 'latin1')
      return given.length === wanted.length && timingSafeEqual(given, wanted) ? body : null
    },
  }
}
