import { expect, test } from '../harness/test.ts'
import { chooseSeed } from './chooseSeed.ts'
import { runKills } from './runKills.ts'

for (const redis of [true, false]) {
  test(`[RLY-1] ten SIGKILLs under a write load, ${redis ? 'with' : 'without'} Redis`, async ({ start }) => {
    test.setTimeout(600_000)
    const wardline = await start({ processes: 2, redis })
    const result = await runKills(wardline, { kills: 10, random: chooseSeed(test.info()) })
    expect(result.differences).toEqual([])
    expect(result.heard).toBeGreaterThan(result.committed)
  })
}
