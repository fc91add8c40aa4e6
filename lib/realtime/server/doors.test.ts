import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { createFakeClock } from '../testing/fakeClock.ts'
import { createTestGateway } from '../testing/createTestGateway.ts'
import type { TestActor } from '../testing/createTestGateway.ts'
import { createTestSocket } from '../testing/createTestSocket.ts'
import type { SignedInDoor } from './door.ts'
import { createHealthDoor } from './healthDoor.ts'
import { defineInbound } from './inboundFrame.ts'

const updates: SignedInDoor<TestActor> = {
  access: 'actor',
  path: '/ws/updates/',
  mayConnect: ({ units }) => units.length > 0,
  topics: ({ units }) => units.map((unit) => `unit:${unit}`),
  greet: ({ units }) => [
    { type: 'connection_established', message: `Connected to unit ${units[0]} updates` },
  ],
  present: ({ entity, action, data, timestamp }) =>
    entity === 'hidden' ? null : { type: 'data_update', entity, action, data, timestamp },
}

const chat: SignedInDoor<TestActor> = {
  access: 'actor',
  path: '/ws/units/{id}/notes/',
  mayConnect: () => true,
  topics: (_actor, { id }) => [`unit:${id}`],
  greet: async (_actor, { params }) => [{ type: 'hello', to: params['id'] }],
  present: ({ data }) => ({ type: 'note', id: data['id'] }),
  presentEphemeral: (_topic, frame) => ({ type: 'said', by: frame['username'] }),
  frames: {
    note: defineInbound(z.object({ text: z.string() }), (frame, { reply }) =>
      reply({ type: 'noted', frame }),
    ),
  },
  heartbeat: (now) => ({ type: 'heartbeat', timestamp: now }),
}

test('[PRO-2] a seed’s path greets, has its topics subscribed, and shows events without topic, seq, change id and actor', async () => {
  await using gateway = await createTestGateway({ doors: [updates] })
  gateway.person('ada')
  for (const path of ['/ws/updates/?token=ada', '/ws/updates?token=ada']) {
    await using ada = await createTestSocket(gateway.url(path))
    expect(await ada.expectNext({})).toEqual({
      type: 'connection_established',
      message: 'Connected to unit a updates',
    })
    gateway.announce(
      { entity: 'hidden' },
      { entity: 'crate', timestamp: '2026-01-01T00:00:00.000Z', changeId: 'c', actorId: 'ben' },
    )
    const frame = await ada.expectNext({ type: 'data_update' })
    expect(Object.keys(frame)).toEqual(['type', 'entity', 'action', 'data', 'timestamp'])
    expect(JSON.stringify(frame).length).toBeLessThanOrEqual(200)
    ada.send({ type: 'ping', timestamp: '2026-01-01T00:00:00.000Z' })
    await ada.expectNext({ type: 'pong' })
  }
})

test('[PRO-2] what is committed while a door greets comes after the greeting', async () => {
  let greet = (): void => {}
  const gate = new Promise<void>((resolve) => {
    greet = resolve
  })
  let hasAsked = (): void => {}
  const asked = new Promise<void>((resolve) => {
    hasAsked = resolve
  })
  const slow: SignedInDoor<TestActor> = {
    ...updates,
    greet: async () => {
      hasAsked()
      await gate
      return [{ type: 'connection_established', message: 'hello' }]
    },
  }
  await using gateway = await createTestGateway({ doors: [slow] })
  gateway.person('ada')
  await using ben = await gateway.listen('ada', 'unit:a')
  await using ada = await createTestSocket(gateway.url('/ws/updates/?token=ada'))
  ada.send({ type: 'ping' })
  await asked
  gateway.announce({}, {})
  await ben.expect({ seq: 2 })
  greet()
  await ada.expectNext({ type: 'connection_established' })
  await ada.expectNext({ type: 'data_update' })
  await ada.expectNext({ type: 'data_update' })
  await ada.expectNext({ type: 'pong' })
})

test('[PRO-2] who may not use a path, or not read its topic, is closed 4003', async () => {
  await using gateway = await createTestGateway({ doors: [updates, chat] })
  gateway.person('eve', [])
  await using atDoor = await createTestSocket(gateway.url('/ws/updates/?token=eve'))
  expect(await atDoor.closed()).toMatchObject({ code: 4003 })
  await using atTopic = await createTestSocket(gateway.url('/ws/units/a/notes/?token=eve'))
  expect(await atTopic.closed()).toMatchObject({ code: 4003 })
})

test('[PRO-2] a door takes its own frames, presents ephemeral ones, and beats in its own words', async () => {
  const clock = createFakeClock()
  await using gateway = await createTestGateway({ doors: [chat], clock })
  gateway.person('ada')
  await using ada = await createTestSocket(gateway.url('/ws/units/a/notes/?token=ada'))
  await ada.expectNext({ type: 'hello', to: 'a' })
  ada.send({ type: 'note', text: 'x' })
  await ada.expectNext({ type: 'noted' })
  ada.send({ type: 'subscribe', topic: 'unit:b' })
  await ada.expectNext({ type: 'error', code: 'unknown_type' })
  gateway.realtime.publish('unit:a', { type: 'typing', username: 'Ben' })
  await ada.expectNext({ type: 'said', by: 'Ben' })
  clock.advance(30_000)
  await ada.expectNext({ type: 'heartbeat' })
})

test('[PRO-2] a presenter that throws costs one frame, not the hub', async () => {
  const broken: SignedInDoor<TestActor> = {
    ...updates,
    present: (entry, content) => {
      if (entry.seq === 1) throw new Error('no')
      return updates.present(entry, content)
    },
  }
  await using gateway = await createTestGateway({ doors: [broken] })
  gateway.person('ada')
  await using ada = await createTestSocket(gateway.url('/ws/updates/?token=ada'))
  await ada.expect({ type: 'connection_established' })
  gateway.announce({}, { entity: 'withdrawal' })
  await ada.expectNext({ type: 'data_update', entity: 'withdrawal' })
})

test('[PRO-2] on seeds’ paths the rate is lower', async () => {
  await using gateway = await createTestGateway({ doors: [updates], clock: createFakeClock() })
  gateway.person('ada')
  await using ada = await createTestSocket(gateway.url('/ws/updates/?token=ada'))
  await ada.expect({ type: 'connection_established' })
  for (let sent = 0; sent < 61; sent += 1) ada.send({ type: 'ping' })
  for (let sent = 0; sent < 60; sent += 1) await ada.expectNext({ type: 'pong' })
  await ada.expectNext({ type: 'error', code: 'rate_limited' })
})

test('[CON-7] /ws/health/ answers anybody from any page: on connect, to pings, and by itself', async () => {
  const clock = createFakeClock()
  const report = {
    status: 'healthy',
    message: 'All is well.',
    database: 'up',
    backplane: 'memory',
    relay: 'up',
    connections: 1,
    version: '0',
  } as const
  const door = createHealthDoor({ read: () => Promise.resolve(report), now: () => clock.now() })
  await using gateway = await createTestGateway({ doors: [door], clock })
  await using visitor = await createTestSocket(gateway.url('/ws/health'), { origin: 'https://anywhere.test' })
  await visitor.expectNext({ type: 'health_status', data: { status: 'healthy', database: 'up' } })
  visitor.send({ type: 'ping' })
  await visitor.expectNext({ type: 'pong' })
  await visitor.expectNext({ type: 'health_status' })
  visitor.send({ type: 'subscribe', topic: 'unit:a' })
  await visitor.expectNext({ type: 'error', code: 'unknown_type' })
  clock.advance(10_000)
  await visitor.expectNext({ type: 'health_status' })
})

test('[CON-7] /ws/health/ takes five connections of one address', async () => {
  const door = createHealthDoor({ read: () => Promise.reject(new Error('away')), now: Date.now })
  await using gateway = await createTestGateway({ doors: [door] })
  const open = () => createTestSocket(gateway.url('/ws/health/'))
  const visitors = await Promise.all(Array.from({ length: 5 }, open))
  await visitors[0]?.expect({ type: 'health_status', data: { status: 'unhealthy' } })
  await expect(open()).rejects.toThrow(/503/)
  await visitors[0]?.[Symbol.asyncDispose]()
  // The server hears of the end on its own time; the next one fits as soon as it has.
  const again = await retryOpen(open)
  for (const visitor of [...visitors, again]) await visitor[Symbol.asyncDispose]()
})

async function retryOpen<T>(open: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await open()
    } catch (error) {
      if (tries === 20) throw error
    }
  }
}

test('[PRO-2] a door shows each connection what it wants to see, and nothing is missing of the rest', async () => {
  const wanted = new WeakMap<object, string>()
  const choosy: SignedInDoor<TestActor> = {
    ...updates,
    shows: ({ entity }, connection) => (wanted.get(connection) ?? entity) === entity,
    frames: {
      only: defineInbound(z.object({ entity: z.string() }), ({ entity }, { connection }) => {
        wanted.set(connection, entity)
      }),
    },
  }
  await using gateway = await createTestGateway({ doors: [choosy] })
  gateway.person('ada')
  await using all = await createTestSocket(gateway.url('/ws/updates/?token=ada&client_id=1'))
  await using few = await createTestSocket(gateway.url('/ws/updates/?token=ada&client_id=2'))
  for (const socket of [all, few]) await socket.expectNext({ type: 'connection_established' })
  few.send({ type: 'only', entity: 'crate' })
  few.send({ type: 'ping' })
  await few.expectNext({ type: 'pong' })
  gateway.announce({ entity: 'unit' }, { entity: 'crate' })
  await all.expectNext({ type: 'data_update', entity: 'unit' })
  await all.expectNext({ type: 'data_update', entity: 'crate' })
  await few.expectNext({ type: 'data_update', entity: 'crate' })
})

test('[PRO-10] a domain’s ack is taken on every path, and what waits for somebody comes after the greeting', async () => {
  const acked: string[] = []
  const ack = defineInbound(z.object({ message_id: z.string() }), ({ message_id }, { connection, reply }) => {
    acked.push(`${connection.door} ${message_id}`)
    reply({ type: 'taken' })
  })
  await using gateway = await createTestGateway({
    doors: [updates],
    domains: [
      { name: 'more', models: {}, topics: { 'unit:{id}': { maySubscribe: () => true } }, frames: { ack } },
    ],
    waiting: ({ userId }) => Promise.resolve([{ type: 'system_notification', for: userId }]),
  })
  gateway.person('ada')
  await using main = await createTestSocket(gateway.url('/ws?token=ada&client_id=1'))
  await main.expectNext({ type: 'connection_established' })
  await main.expect({ type: 'system_notification', for: 'ada' })
  await using door = await createTestSocket(gateway.url('/ws/updates/?token=ada&client_id=2'))
  await door.expectNext({ type: 'connection_established' })
  for (const socket of [main, door]) {
    socket.send({ type: 'ack', message_id: 'm' })
    await socket.expect({ type: 'taken' })
  }
  expect(acked).toEqual(['/ws m', '/ws/updates/ m'])
})
