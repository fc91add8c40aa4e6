import { expect, test } from 'vitest'
import { measureChat } from './chatBench.ts'

test('the chat benchmark runs, and everybody hears every message once', { timeout: 60_000 }, async () => {
  const lines = await measureChat({ isShort: true, seed: 1, onProgress: () => {} })
  expect(lines).toHaveLength(8)
  for (const { what, measured } of lines) expect(measured, what).toBeGreaterThan(0)
})
