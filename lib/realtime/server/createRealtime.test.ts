import { expect, test } from 'vitest'
import { createFakeClock } from '../testing/fakeClock.ts'
import { createMemoryLog } from '../testing/memoryLog.ts'
import { createTestGateway, unitsDomain } from '../testing/createTestGateway.ts'
import { createTestWire } from '../testing/createTestWire.ts'
import { CHANNEL } from './channels.ts'
import type { CapturedChange, CapturedRow } from './liveDomain.ts'

const domain = {
  ...unitsDomain,
  models: {
    Crate: {
      entity: 'crate',
      route: ['unitId'],
      signal: { status: 'status' },
      topics: (row: CapturedRow) => [`unit:${String(row['unitId'])}`],
    },
  },
}

const change = (before: object | null, after: object | null): CapturedChange => ({
  outboxId: '1',
  model: 'Crate',
  before: before === null ? null : { id: 'c1', ...before },
  after: after === null ? null : { id: 'c1', ...after },
  timestamp: '2026-01-01T00:00:00.000Z',
  changeId: null,
  actorId: 'ada',
})

test('[HUB-1] a captured change goes the whole way, to every process', async () => {
  const log = createMemoryLog()
  const wire = createTestWire()
  const options = { wire, memoryLog: log, domains: [domain], relayStore: log.store }
  await using one = await createTestGateway(options)
  await using other = await createTestGateway(options)
  for (const gateway of [one, other]) gateway.person('ada', ['a', 'b'])
  await using ada = await one.listen('ada', 'unit:a')
  await using ben = await other.listen('ada', 'unit:b')
  log.capture(change(null, { unitId: 'a', status: 'stored' }))
  one.realtime.nudge()
  await ada.expectNext({
    entity: 'crate',
    action: 'created',
    seq: 1,
    by: 'ada',
    data: { id: 'c1', status: 'stored' },
  })
  log.capture(change({ unitId: 'a', status: 'stored' }, { unitId: 'b', status: 'stored' }))
  other.realtime.nudge()
  await ada.expectNext({ entity: 'crate', action: 'deleted', seq: 2 })
  await ben.expectNext({ entity: 'crate', action: 'created', seq: 1, by: 'ada' })
})

test('[HUB-4] two processes without a carrier follow one log', async () => {
  const log = createMemoryLog()
  const clock = createFakeClock()
  const otherProcesses = (): Promise<number> => Promise.resolve(1)
  await using one = await createTestGateway({ memoryLog: log, clock, otherProcesses })
  await using other = await createTestGateway({ memoryLog: log, clock, otherProcesses })
  for (const gateway of [one, other]) gateway.person('ada')
  await using ada = await one.listen('ada', 'unit:a')
  await using ben = await other.listen('ada', 'unit:a')
  one.announce({})
  await ada.expectNext({ seq: 1 })
  clock.advance(200)
  await ben.expectNext({ seq: 1 })
})

test('[HUB-4] while the carrier is away events come through the log, and heartbeats say so', async () => {
  const log = createMemoryLog()
  const clock = createFakeClock()
  const wire = createTestWire(clock)
  await using one = await createTestGateway({ memoryLog: log, clock, wire })
  await using other = await createTestGateway({ memoryLog: log, clock, wire })
  for (const gateway of [one, other]) gateway.person('ada')
  await using ada = await one.listen('ada', 'unit:a')
  await using ben = await other.listen('ada', 'unit:a')
  for (const { backplane } of [one, other]) backplane.setMode('down')
  one.announce({})
  clock.advance(200)
  await ada.expectNext({ seq: 1 })
  await ben.expectNext({ seq: 1 })
  clock.advance(30_000)
  await ben.expect({ type: 'heartbeat', degraded: ['backplane'] })
})

test('[HUB-6] what the engine itself sends is sealed on every channel', async () => {
  const wire = createTestWire()
  await using gateway = await createTestGateway({ wire })
  gateway.person('ada')
  await using ada = await gateway.listen('ada', 'unit:a')
  gateway.announce({})
  ada.send({ type: 'typing', topic: 'unit:a', is_typing: true })
  await ada.expect({ seq: 1 })
  ada.send({ type: 'ping' })
  await ada.expect({ type: 'pong' })
  expect(new Set(wire.sent.map(({ channel }) => channel))).toEqual(new Set([CHANNEL.log, CHANNEL.ephemeral]))
  for (const { payload } of wire.sent) expect(payload).toMatch(/^[0-9a-f]{64}\{/)
})

test('[HUB-1] a product that contradicts itself does not start', async () => {
  const crate = domain.models.Crate
  const twice = { ...domain, models: { Crate: { ...crate, expander: 'nothing' } } }
  await expect(createTestGateway({ domains: [twice] })).rejects.toThrow(/no domain has/)
  const claims = { name: 'x', models: {}, topics: {}, frames: { subscribe: () => 'handled' as const } }
  await expect(createTestGateway({ domains: [claims] })).rejects.toThrow(/is taken/)
})
