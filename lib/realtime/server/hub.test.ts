import { expect, test } from 'vitest'
import { createTestGateway } from '../testing/createTestGateway.ts'

test('[HUB-1] a committed event reaches those who subscribed, with topic and seq', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada')
  await using ada = await gateway.listen('ada', 'unit:a')
  gateway.announce({ entity: 'crate', action: 'created', changeId: 'c-1' })
  const frame = await ada.expectNext({ type: 'data_update', topic: 'unit:a', seq: 1, change_id: 'c-1' })
  expect(frame).toMatchObject({ entity: 'crate', action: 'created', data: { status: 'stored' } })
})

test('[HUB-9] a cursor is resumed from the log', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada')
  gateway.announce({}, {}, {}, {})
  await using ada = await gateway.connect('ada')
  ada.send({ type: 'resume', cursors: { 'unit:a': { epoch: 'epoch-1', seq: 2 } } })
  await ada.expect({ type: 'subscribed', topic: 'unit:a', seq: 4, recovered: true, replayed: 2 })
  await ada.expectNext({ type: 'data_update', seq: 3 })
  await ada.expectNext({ type: 'data_update', seq: 4 })
  gateway.announce({})
  await ada.expectNext({ type: 'data_update', seq: 5 })
})
