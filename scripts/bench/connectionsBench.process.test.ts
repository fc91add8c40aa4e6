import { expect, test } from 'vitest'
import { measureConnections } from './connectionsBench.ts'

test(
  'the benchmark of connections runs, and every client is let in and answered',
  { timeout: 60_000 },
  async () => {
    const lines = await measureConnections({ isShort: true, seed: 1, onProgress: () => {} })
    expect(lines.map(({ unit }) => unit)).toEqual(['×', 'bytes', 'bytes', 'bytes', 'bytes'])
    for (const { what, measured } of lines) if (what.includes('heap')) expect(measured).toBeGreaterThan(0)
  },
)
