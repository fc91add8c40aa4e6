/** How a frame is put on the wire. Everything that is not given is as it should be. */
export interface WireFrameOptions {
  readonly isFinal?: boolean
  /** Bits RSV1 to RSV3, as 4, 2 and 1. */
  readonly reserved?: number
  readonly isMasked?: boolean
  /** What the head says of the length. */
  readonly claimed?: number
  /** Says the length in more bytes than it needs. */
  readonly wide?: boolean
}

export const OPCODE = { more: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

/** One WebSocket frame of a client, byte by byte, right or wrong. */
export function wireFrame(
  opcode: number,
  payload: string | Buffer = '',
  options: WireFrameOptions = {},
): Buffer {
  const { isFinal = true, reserved = 0, isMasked = true, wide = false } = options
  const bytes = Buffer.from(payload)
  const length = options.claimed ?? bytes.length
  const head = [(isFinal ? 0x80 : 0) | (reserved << 4) | opcode]
  const mask = isMasked ? 0x80 : 0
  if (length < 126 && !wide) head.push(mask | length)
  else if (length < 65_536) head.push(mask | 126, length >> 8, length & 255)
  else head.push(mask | 127, ...bigEndian(length))
  // A key of zeros leaves the payload as it is.
  return Buffer.concat([Buffer.from(head), isMasked ? Buffer.alloc(4) : Buffer.alloc(0), bytes])
}

function bigEndian(length: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(length))
  return bytes
}

/** The code of the close frame that a server has sent after its 101; null: none. */
export function closeCodeIn(answer: Buffer): number | null {
  let at = answer.indexOf('\r\n\r\n') + 4
  while (at > 3 && at + 2 <= answer.length) {
    const short = answer.readUInt8(at + 1) & 127
    const start = at + (short === 127 ? 10 : short === 126 ? 4 : 2)
    if (start > answer.length) return null
    const length =
      short === 127
        ? Number(answer.readBigUInt64BE(at + 2))
        : short === 126
          ? answer.readUInt16BE(at + 2)
          : short
    const isClose = (answer.readUInt8(at) & 15) === OPCODE.close
    if (isClose) return length >= 2 && start + 2 <= answer.length ? answer.readUInt16BE(start) : 1005
    at = start + length
  }
  return null
}
