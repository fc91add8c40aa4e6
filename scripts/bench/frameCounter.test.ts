import { expect, test } from 'vitest'
import { frameText, PING_BYTES } from '../../lib/realtime/server/frameText.ts'
import { FrameCounter } from './frameCounter.ts'

const HEAD = Buffer.from('HTTP/1.1 101 Switching Protocols\r\n\r\n')

test('text frames of every length are counted, however the bytes are cut', () => {
  const frames = [0, 1, 125, 126, 65_535, 65_536].map((length) => frameText('x'.repeat(length)))
  const bytes = Buffer.concat([HEAD, ...frames.slice(1), PING_BYTES, frameText('last')])
  for (const size of [1, 3, 7, 1_000, 100_000, bytes.length]) {
    const counter = new FrameCounter()
    let counted = 0
    for (let at = 0; at < bytes.length; at += size) counted += counter.take(bytes.subarray(at, at + size))
    expect(counted, `in pieces of ${size}`).toBe(frames.length)
  }
})

test('what is not upgraded counts nothing and says what came', () => {
  const counter = new FrameCounter()
  expect(counter.take(Buffer.from('HTTP/1.1 503 Service Unavailable\r\n\r\n'))).toBe(0)
  expect(counter).toMatchObject({ isUpgraded: false, said: expect.stringContaining('503') as string })
})
