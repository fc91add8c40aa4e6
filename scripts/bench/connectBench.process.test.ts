import { expect, test } from 'vitest'
import { measureConnect } from './connectBench.ts'

test(
  'many clients sign in by cookie, hear an event and resume, with few queries',
  { timeout: 60_000 },
  async () => {
    const lines = await measureConnect({ isShort: true, seed: 1, onProgress: () => {} })
    for (const { measured } of lines) expect(measured).toBeGreaterThan(0)
    const measured = (start: string) => lines.find(({ what }) => what.startsWith(start))?.measured
    // 100 sessions were looked up, and 50 clients resumed one topic.
    expect(measured('queries for 100 sessions')).toBeLessThan(100)
    expect(measured('readings of the log for 50 resumes')).toBe(1)
  },
)
