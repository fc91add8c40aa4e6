import { constants, deflateRawSync } from 'node:zlib'

/** A text frame as a client sends it (RFC 6455, 5.2), with the mask 0: at most 65,535 bytes. */
export const maskedText = (text: string): Buffer => masked(0x81, Buffer.from(text))

/** The same from a client that negotiated permessage-deflate: browsers then deflate whatever they send (RFC 7692, 7.2.1). */
export function maskedDeflated(text: string): Buffer {
  const deflated = deflateRawSync(text, { finishFlush: constants.Z_SYNC_FLUSH })
  return masked(0xc1, deflated.subarray(0, -4))
}

function masked(first: number, payload: Buffer): Buffer {
  const head =
    payload.length < 126
      ? [first, 0x80 | payload.length]
      : [first, 0x80 | 126, payload.length >> 8, payload.length & 0xff]
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), payload])
}
