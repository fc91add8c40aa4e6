import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { createFakeClock } from '../testing/fakeClock.ts'
import { createMemoryLog } from '../testing/memoryLog.ts'
import { createTestGateway, silentLogger, TEST_KEY } from '../testing/createTestGateway.ts'
import { sealBatch } from './batchWire.ts'
import { CHANNEL } from './channels.ts'
import { createMemoryBackplane } from './memoryBackplane.ts'
import { noMetrics } from './realtimeMetrics.ts'
import { createPayloadSeal } from './sealedPayload.ts'

const SENTINEL = { type: 'pong' }

test('[HUB-1] a committed event reaches those who subscribed, in order, with topic and seq', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada')
  await using ada = await gateway.listen('ada', 'unit:a')
  gateway.announce({ entity: 'crate', action: 'created', changeId: 'c-1' }, { action: 'updated' })
  const frame = await ada.expectNext({ type: 'data_update', topic: 'unit:a', seq: 1, change_id: 'c-1' })
  expect(frame).toMatchObject({ entity: 'crate', action: 'created', data: { status: 'stored' } })
  await ada.expectNext({ type: 'data_update', seq: 2, action: 'updated' })
})

test('[PRO-13] an event names its actor; one of nobody, or of several, names none', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada')
  await using ada = await gateway.listen('ada', 'unit:a')
  gateway.announce({ actorId: 'ben' }, { actorId: null })
  expect(await ada.expectNext({ seq: 1 })).toMatchObject({ by: 'ben' })
  expect(await ada.expectNext({ seq: 2 })).not.toHaveProperty('by')
})

test('[HUB-1] several topics keep their own order on one connection', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada', ['a', 'b'])
  await using ada = await gateway.listen('ada', 'unit:a')
  ada.send({ type: 'subscribe', topic: 'unit:b' })
  await ada.expect({ type: 'subscribed', topic: 'unit:b' })
  gateway.announce({ topic: 'unit:b' }, { topic: 'unit:a' }, { topic: 'unit:b' })
  const frames = [await ada.expect({ seq: 1 }), await ada.expect({}), await ada.expect({})]
  const seqs = frames.filter(({ topic }) => topic === 'unit:b').map(({ seq }) => seq)
  expect(seqs).toEqual([1, 2])
  expect(frames.some(({ topic, seq }) => topic === 'unit:a' && seq === 1)).toBe(true)
})

test('[HUB-2] a stranger hears nothing, and cannot tell a topic that is not theirs from one that is not', async () => {
  await using gateway = await createTestGateway()
  gateway.person('eve', ['z'])
  gateway.person('ada')
  await using ada = await gateway.listen('ada', 'unit:a')
  await using eve = await gateway.connect('eve')
  eve.send({ type: 'subscribe', topic: 'unit:a', request_id: 'r1' })
  eve.send({ type: 'subscribe', topic: 'nothing:a', request_id: 'r2' })
  const first = await eve.expect({ type: 'error', code: 'forbidden', request_id: 'r1' })
  const second = await eve.expect({ type: 'error', request_id: 'r2' })
  expect([first['code'], first['message']]).toEqual([second['code'], second['message']])
  gateway.announce({})
  await ada.expect({ type: 'data_update' })
  eve.send({ type: 'ping' })
  await eve.expectNothingBefore(SENTINEL)
})

test('[HUB-3] a hole between batches is filled from the log before anything after it goes out', async () => {
  await using gateway = await createTestGateway({ clock: createFakeClock() })
  gateway.person('ada')
  await using ada = await gateway.listen('ada', 'unit:a')
  gateway.wire.lose(CHANNEL.log, 2)
  gateway.announce({ data: { id: '1' } })
  gateway.announce({ data: { id: '2' } })
  gateway.announce({ data: { id: '3' } })
  await ada.expectNext({ seq: 1, data: { id: '1' } })
  await ada.expectNext({ seq: 2, data: { id: '2' } })
  await ada.expectNext({ seq: 3, data: { id: '3' } })
})

test('[HUB-3] a batch that came before, or twice, changes nothing', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada')
  await using ada = await gateway.listen('ada', 'unit:a')
  const batch = gateway.announce({})
  gateway.publish(batch)
  gateway.publish(batch)
  gateway.announce({})
  await ada.expectNext({ seq: 1 })
  await ada.expectNext({ seq: 2 })
})

test('[HUB-4] the last batch is lost: the head is compared within a second, and the log read', async () => {
  const clock = createFakeClock()
  await using gateway = await createTestGateway({ clock })
  gateway.person('ada')
  await using ada = await gateway.listen('ada', 'unit:a')
  gateway.wire.lose(CHANNEL.log, 1)
  gateway.announce({})
  clock.advance(1_000)
  await ada.expectNext({ type: 'data_update', seq: 1 })
})

test('[HUB-4] the head is compared every 200 ms while the backplane is down, or there is company without one', async () => {
  for (const trouble of ['down', 'company'] as const) {
    const clock = createFakeClock()
    await using gateway = await createTestGateway({
      clock,
      otherProcesses: () => Promise.resolve(trouble === 'company' ? 1 : 0),
    })
    gateway.person('ada')
    await using ada = await gateway.listen('ada', 'unit:a')
    if (trouble === 'down') gateway.backplane.setMode('down')
    gateway.wire.lose(CHANNEL.log, 1)
    gateway.announce({})
    clock.advance(200)
    await ada.expectNext({ type: 'data_update', seq: 1 })
  }
})

test('[HUB-4] what is committed between subscribing to the backplane and reading the head is not missed', async () => {
  const log = createMemoryLog()
  log.append({}, {})
  await using gateway = await createTestGateway({ memoryLog: log })
  gateway.person('ada')
  await using ada = await gateway.listen('ada', 'unit:a')
  gateway.announce({})
  await ada.expectNext({ type: 'data_update', seq: 3 })
})

test('[HUB-4] an event committed while a topic is opened comes exactly once', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada')
  await using ada = await gateway.connect('ada')
  const release = gateway.log.hold()
  ada.send({ type: 'subscribe', topic: 'unit:a' })
  ada.send({ type: 'ping' })
  await ada.expect(SENTINEL)
  gateway.announce({}, {})
  release()
  const { seq } = await ada.expect({ type: 'subscribed' })
  gateway.announce({})
  for (let next = Number(seq) + 1; next <= 3; next += 1) await ada.expectNext({ seq: next })
})

test('[HUB-5] a log of another epoch closes everybody 4400', async () => {
  const clock = createFakeClock()
  await using gateway = await createTestGateway({ clock })
  gateway.person('ada')
  await using ada = await gateway.listen('ada', 'unit:a')
  gateway.announce({}, {}, {})
  await ada.expect({ seq: 3 })
  gateway.log.restore('epoch-2')
  clock.advance(1_000)
  expect(await ada.closed()).toMatchObject({ code: 4400 })
  await using again = await gateway.connect('ada')
  await again.expect({ type: 'connection_established', epoch: 'epoch-2' })
  again.send({ type: 'resume', cursors: { 'unit:a': { epoch: 'epoch-1', seq: 0 } } })
  await again.expect({ type: 'subscribed', epoch: 'epoch-2', seq: 0, recovered: false })
})

test('[HUB-5] a hub that fell behind what the log keeps closes everybody 4400', async () => {
  const clock = createFakeClock()
  await using gateway = await createTestGateway({ clock })
  gateway.person('ada')
  await using ada = await gateway.listen('ada', 'unit:a')
  gateway.log.append({}, {}, {})
  gateway.log.trim(2)
  clock.advance(1_000)
  expect(await ada.closed()).toMatchObject({ code: 4400 })
})

test('[HUB-5] an older copy of the same log gets another epoch and closes everybody 4400', async () => {
  const clock = createFakeClock()
  await using gateway = await createTestGateway({ clock })
  gateway.person('ada')
  await using ada = await gateway.listen('ada', 'unit:a')
  gateway.announce({}, {}, {})
  await ada.expect({ seq: 3 })
  gateway.log.turnBack(1)
  clock.advance(1_000)
  expect(await ada.closed()).toMatchObject({ code: 4400 })
  await using again = await gateway.connect('ada')
  gateway.announce({}, {}, {}, {})
  again.send({ type: 'resume', cursors: { 'unit:a': { epoch: 'epoch-1', seq: 3 } } })
  await again.expect({ type: 'subscribed', epoch: 'epoch-1+', seq: 5, recovered: false })
})

test('[HUB-5] so does one that has grown past us before we looked', async () => {
  const clock = createFakeClock()
  await using gateway = await createTestGateway({ clock })
  gateway.person('ada')
  await using ada = await gateway.listen('ada', 'unit:a')
  gateway.announce({}, {}, {})
  await ada.expect({ seq: 3 })
  gateway.log.turnBack(1)
  gateway.announce({ timestamp: '2030-01-01T00:00:00.000Z' }, { timestamp: '2030-01-01T00:00:01.000Z' }, {})
  expect(await ada.closed()).toMatchObject({ code: 4400 })
})

test('[HUB-5] so does one that has missed the last of a log that keeps nothing of it', async () => {
  const clock = createFakeClock()
  await using gateway = await createTestGateway({ clock })
  gateway.person('ada')
  await using ada = await gateway.listen('ada', 'unit:a')
  gateway.log.append({}, {}, {})
  gateway.log.trim(3)
  clock.advance(1_000)
  expect(await ada.closed()).toMatchObject({ code: 4400 })
})

test('[HUB-6] a payload without our seal, or sealed for another channel, is refused', async () => {
  await using gateway = await createTestGateway({ clock: createFakeClock() })
  gateway.person('ada')
  await using ada = await gateway.listen('ada', 'unit:a')
  const batch = gateway.log.append({ data: { id: 'forged' } })
  const foreign = createPayloadSeal('cd'.repeat(32))
  const ours = createPayloadSeal('ab'.repeat(32))
  gateway.wire.inject(CHANNEL.log, sealBatch(foreign, batch))
  gateway.wire.inject(CHANNEL.log, JSON.stringify(batch))
  gateway.wire.inject(CHANNEL.log, '')
  gateway.wire.inject(CHANNEL.log, ours.seal(CHANNEL.ephemeral, JSON.stringify(batch)))
  gateway.wire.inject(
    CHANNEL.ephemeral,
    foreign.seal(CHANNEL.ephemeral, '{"kind":"presence","topic":"unit:a"}'),
  )
  ada.send({ type: 'ping' })
  await ada.expectNothingBefore(SENTINEL)
})

test('[HUB-15] of a filtered topic the other entities only move the cursor', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada')
  await using ada = await gateway.listen('ada', 'unit:a', { entities: ['crate'] })
  gateway.announce({ entity: 'crate' }, { entity: 'withdrawal' }, { kind: 'reset', entity: '' })
  await ada.expectNext({ type: 'data_update', seq: 1 })
  expect(await ada.expectNext({})).toEqual({ type: 'skip', topic: 'unit:a', seq: 2 })
  await ada.expectNext({ type: 'reset', topic: 'unit:a', seq: 3, epoch: 'epoch-1' })
  ada.send({ type: 'resume', cursors: { 'unit:a': { epoch: 'epoch-1', seq: 1 } } })
  await ada.expectNext({ type: 'subscribed', recovered: true, replayed: 2 })
  await ada.expectNext({ type: 'skip', seq: 2 })
})

test('[HUB-13] everyone of many subscribers is served, in order, across slices', async () => {
  await using gateway = await createTestGateway({ settingsOver: { maxConnectionsPerUser: 1_000 } })
  gateway.person('ada')
  const sockets = await Promise.all(Array.from({ length: 40 }, () => gateway.listen('ada', 'unit:a')))
  for (let batch = 0; batch < 20; batch += 1) gateway.announce({}, {}, {})
  for (const socket of sockets) {
    for (let seq = 1; seq <= 60; seq += 1) await socket.expectNext({ type: 'data_update', seq })
  }
  await Promise.all(sockets.map((socket) => socket[Symbol.asyncDispose]()))
})

test('[HUB-19] while the log is away sockets stay, heartbeats say so, and it goes on by itself', async () => {
  const clock = createFakeClock()
  await using gateway = await createTestGateway({ clock })
  gateway.person('ada')
  await using ada = await gateway.listen('ada', 'unit:a')
  gateway.log.fail()
  gateway.wire.lose(CHANNEL.log, 1)
  gateway.announce({})
  clock.advance(1_000)
  ada.send({ type: 'ping' })
  await ada.expectNothingBefore(SENTINEL)
  clock.advance(30_000)
  await ada.expectNext({ type: 'heartbeat', degraded: ['database'] })
  gateway.log.heal()
  clock.advance(1_000)
  await ada.expectNext({ type: 'data_update', seq: 1 })
})

test('[HUB-12] what comes in one turn of the event loop goes out in one write, of one topic and of several', async () => {
  const writes: number[] = []
  const metrics = { ...noMetrics, written: (frames: number) => void writes.push(frames) }
  const backplane = createMemoryBackplane({ logger: silentLogger })
  await using gateway = await createTestGateway({ metrics, backplane })
  const seal = createPayloadSeal(TEST_KEY)
  const announce = (...topics: string[]): void => {
    const batch = gateway.log.append(...topics.map((topic) => ({ topic })))
    void backplane.publish(CHANNEL.log, sealBatch(seal, batch))
  }
  gateway.person('ada', ['a', 'b'])
  await using ada = await gateway.listen('ada', 'unit:a')
  ada.send({ type: 'subscribe', topic: 'unit:b' })
  await ada.expect({ type: 'subscribed', topic: 'unit:b' })
  writes.length = 0
  let pieces = 0
  tcpSocketOf(ada).on('data', () => (pieces += 1))
  for (let batch = 0; batch < 20; batch += 1) announce('unit:a')
  for (let seq = 1; seq <= 20; seq += 1) await ada.expectNext({ topic: 'unit:a', seq })
  expect(writes).toEqual([20])
  expect(pieces).toBe(1)
  announce('unit:a', 'unit:b')
  await ada.expectNext({ topic: 'unit:a', seq: 21 })
  await ada.expectNext({ topic: 'unit:b', seq: 1 })
  expect(writes).toEqual([20, 2])
  expect(pieces).toBe(2)
})

/** The socket under a client of `ws`. */
function tcpSocketOf({ raw }: { readonly raw: object }): EventEmitter {
  const socket: unknown = Reflect.get(raw, '_socket')
  if (socket instanceof EventEmitter) return socket
  throw new Error('ws keeps its socket elsewhere')
}
