import { expect, test } from '../harness/test.ts'
import { runKills } from './runKills.ts'
import { chooseSeed } from './chooseSeed.ts'

test('[RLY-1] three SIGKILLs under a write load: nothing lost, nothing phantom, nothing leaked', async ({
  start,
}) => {
  test.setTimeout(180_000)
  const wardline = await start({ processes: 2, redis: true })
  const result = await runKills(wardline, { kills: 3, random: chooseSeed(test.info()) })
  expect(result.differences).toEqual([])
  expect(result.heard).toBeGreaterThan(result.committed)
})
