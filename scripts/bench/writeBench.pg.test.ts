import { expect, test } from 'vitest'
import { measureWrites } from './writeBench.ts'

test(
  'the write benchmark runs, and every change that was committed comes into the log',
  { timeout: 60_000 },
  async () => {
    const lines = await measureWrites({ isShort: true, seed: 1, onProgress: () => {} })
    expect(lines.filter(({ limit }) => limit !== null).map(({ unit }) => unit)).toEqual(['×', '×', 's'])
    for (const { what, measured } of lines) {
      if (!what.includes('backlog')) expect(measured, what).toBeGreaterThan(0)
    }
  },
)
