import { expect, test } from 'vitest'
import { measureLatency } from './latencyBench.ts'

test(
  'the latency benchmark runs, in one process and in two over Redis, and every write is heard',
  { timeout: 60_000 },
  async () => {
    const lines = await measureLatency({ isShort: true, seed: 1, onProgress: () => {} })
    expect(lines).toHaveLength(10)
    for (const { what, measured } of lines) expect(measured, what).toBeGreaterThan(0)
  },
)
