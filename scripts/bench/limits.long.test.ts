import { expect, test } from 'vitest'
import { isOver } from './benchReport.ts'
import { measureLatency } from './latencyBench.ts'
import { measureRefetch } from './refetchBench.ts'
import { measureWrites } from './writeBench.ts'

test.each([
  ['write', measureWrites],
  ['latency', measureLatency],
  ['refetch', measureRefetch],
])('what `bench -- %s` measures is within its limits', async (_name, run) => {
  const lines = await run({ isShort: false, seed: 1, onProgress: () => {} })
  expect(lines.filter(isOver)).toEqual([])
})
