const FINAL_TEXT = 0x81

/** An unmasked WebSocket text frame (RFC 6455, 5.2) around `payload`: the same bytes serve every connection. */
export function frameText(payload: string): Buffer {
  const length = Buffer.byteLength(payload)
  const offset = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(offset + length)
  frame[0] = FINAL_TEXT
  if (offset === 2) {
    frame[1] = length
  } else if (offset === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.write(payload, offset, 'utf8')
  return frame
}

/** A frame of any shape as bytes. */
export const frameJson = (frame: object): Buffer => frameText(JSON.stringify(frame))

/** A protocol ping without payload. */
export const PING_BYTES: Buffer = Buffer.from([0x89, 0])

/** The answer to a protocol ping; a control frame has at most 125 bytes. */
export const pongFrame = (payload: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0x8a, payload.length]), payload])
