import { expect, test } from 'vitest'
import { frameText } from './frameText.ts'

/** Reads a frame as RFC 6455, 5.2 says. */
function read(frame: Buffer): { first: number; masked: boolean; payload: string; rest: number } {
  const short = (frame[1] ?? 0) & 0x7f
  const offset = short < 126 ? 2 : short === 126 ? 4 : 10
  const length =
    short < 126 ? short : short === 126 ? frame.readUInt16BE(2) : Number(frame.readBigUInt64BE(2))
  const payload = frame.subarray(offset, offset + length).toString('utf8')
  return {
    first: frame[0] ?? 0,
    masked: ((frame[1] ?? 0) & 0x80) !== 0,
    payload,
    rest: frame.length - offset - length,
  }
}

test('[HUB-12] frames of every length are final, unmasked texts', () => {
  const lengths = [0, 1, 125, 126, 65_535, 65_536]
  for (const payload of [...lengths.map((length) => 'x'.repeat(length)), 'ä€😀', 'é'.repeat(32_768)]) {
    expect(read(frameText(payload))).toEqual({ first: 0x81, masked: false, payload, rest: 0 })
  }
})
