import { expect, test } from 'vitest'
import { createTestGateway } from '../testing/createTestGateway.ts'

test('[CON-6] a process that ends says when to come back, keeps cursors, and takes nobody new', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada')
  await using ada = await gateway.listen('ada', 'unit:a')
  const drained = gateway.realtime.drain()
  expect(await ada.expectNext({})).toEqual({
    type: 'closing',
    code: 4200,
    reason: 'draining',
    reconnect: { min_ms: 500, max_ms: 5_000 },
    keep_cursors: true,
  })
  expect(await ada.closed()).toMatchObject({ code: 4200 })
  await expect(gateway.connect('ada')).rejects.toThrow(/503/)
  await drained
  expect(gateway.realtime.status()).toMatchObject({ connections: 0, isDraining: true })
})

test('[CON-6] what waits in one turn goes out before the goodbye', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada')
  await using ada = await gateway.listen('ada', 'unit:a')
  await using ben = await gateway.listen('ada', 'unit:a')
  gateway.announce({}, {})
  await ben.expect({ seq: 2 })
  await gateway.realtime.drain()
  await ada.expectNext({ seq: 1 })
  await ada.expectNext({ seq: 2 })
  await ada.expectNext({ type: 'closing' })
})
