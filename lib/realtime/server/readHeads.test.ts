import { expect, test } from 'vitest'
import { createTestGateway } from '../testing/createTestGateway.ts'

test('[CLI-11] heads are told of what one may read, and the rest is refused, alike whether it exists or not', async () => {
  await using gateway = await createTestGateway()
  const ada = gateway.person('ada', ['a', 'quiet'])
  gateway.announce({ topic: 'unit:a' }, { topic: 'unit:a' }, { topic: 'unit:b' })
  const topics = ['unit:a', 'unit:quiet', 'unit:b', 'unit:nowhere', 'no topic', 'unit:a']
  expect(await gateway.realtime.readHeads(ada, topics)).toEqual({
    epoch: 'epoch-1',
    heads: { 'unit:a': 2, 'unit:quiet': 0 },
    refused: ['unit:b', 'unit:nowhere', 'no topic'],
  })
})

test('[CLI-11] a log that is away is no empty log', async () => {
  await using gateway = await createTestGateway()
  const ada = gateway.person('ada')
  gateway.log.fail()
  await expect(gateway.realtime.readHeads(ada, ['unit:a'])).rejects.toThrow('away')
  gateway.log.heal()
})
