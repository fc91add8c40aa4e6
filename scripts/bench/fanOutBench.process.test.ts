import { expect, test } from 'vitest'
import { measureFanOut } from './fanOutBench.ts'

test(
  'the fan-out benchmark runs, and every client of both servers gets every event',
  { timeout: 60_000 },
  async () => {
    const lines = await measureFanOut({ isShort: true, seed: 1, onProgress: () => {} })
    expect(lines.filter(({ unit }) => unit === '×')).toHaveLength(5)
    for (const { measured } of lines) expect(measured).toBeGreaterThan(0)
  },
)
