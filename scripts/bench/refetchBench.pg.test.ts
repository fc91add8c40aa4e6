import { expect, test } from 'vitest'
import { measureRefetch } from './refetchBench.ts'

test('fifty pages of fifty people show a change, for a handful of queries', { timeout: 60_000 }, async () => {
  const lines = await measureRefetch({ isShort: true, seed: 1, onProgress: () => {} })
  const [shared, alone, , requests] = lines.map(({ measured }) => measured ?? NaN)
  expect(requests).toBeGreaterThanOrEqual(100)
  expect(shared).toBeLessThan(50)
  expect(alone).toBeGreaterThan(4 * (shared ?? NaN))
})
