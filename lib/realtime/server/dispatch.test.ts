import { expect, test, vi } from 'vitest'
import { createFakeClock } from '../testing/fakeClock.ts'
import { createTestGateway, silentLogger } from '../testing/createTestGateway.ts'
import type { Frame, TestSocket } from '../testing/createTestSocket.ts'
import { createMemoryLog } from '../testing/memoryLog.ts'
import { defineInbound } from './inboundFrame.ts'
import * as z from 'zod/mini'

const isOf = (type: string) => (frame: Frame) => frame['type'] === type

async function connected(gateway: Awaited<ReturnType<typeof createTestGateway>>): Promise<TestSocket> {
  gateway.person('ada')
  const ada = await gateway.connect('ada')
  await ada.expect({ type: 'connection_established' })
  return ada
}

test('[PRO-4] ping gets pong with a timestamp, whatever it carries', async () => {
  await using gateway = await createTestGateway()
  await using ada = await connected(gateway)
  ada.send({ type: 'ping', timestamp: { strange: true } })
  const pong = await ada.expectNext({ type: 'pong' })
  expect(new Date(String(pong['timestamp'])).toISOString()).toBe(pong['timestamp'])
})

test('[PRO-4] protocol pings are answered', async () => {
  await using gateway = await createTestGateway()
  await using ada = await connected(gateway)
  const pong = new Promise<string>((resolve) => void ada.raw.once('pong', (data) => resolve(data.toString())))
  ada.raw.ping('hello')
  expect(await pong).toBe('hello')
})

test('[PRO-5] an unknown type is an error and no abuse', async () => {
  await using gateway = await createTestGateway()
  await using ada = await connected(gateway)
  for (let sent = 0; sent < 20; sent += 1) ada.send({ type: 'dance', request_id: `r${sent}` })
  for (let sent = 0; sent < 20; sent += 1) {
    await ada.expectNext({ type: 'error', code: 'unknown_type', request_id: `r${sent}` })
  }
})

test('[CON-4] the fifth malformed frame within a minute closes 4010', async () => {
  await using gateway = await createTestGateway()
  await using ada = await connected(gateway)
  for (const frame of ['{', '[]', '"text"', '{"no":"type"}', '{"type":"subscribe","topic":"No Topic"}']) {
    ada.send(frame)
    await ada.expectNext({ type: 'error', code: 'malformed_frame' })
  }
  expect(await ada.closed()).toMatchObject({ code: 4010 })
})

test('[CON-4] malformed frames of an earlier minute do not count', async () => {
  const clock = createFakeClock()
  await using gateway = await createTestGateway({ clock })
  await using ada = await connected(gateway)
  for (let sent = 0; sent < 12; sent += 1) {
    ada.send('{')
    await ada.expect({ type: 'error', code: 'malformed_frame' })
    clock.advance(20_000)
  }
})

test('[CON-4] binary frames are malformed', async () => {
  await using gateway = await createTestGateway()
  await using ada = await connected(gateway)
  ada.raw.send(Buffer.from('{"type":"ping"}'), { binary: true })
  await ada.expectNext({ type: 'error', code: 'malformed_frame' })
})

test('[CON-4] a frame above 64 KiB closes 1009', async () => {
  await using gateway = await createTestGateway()
  await using ada = await connected(gateway)
  ada.send({ type: 'ping', timestamp: 'x'.repeat(65_536) })
  expect(await ada.closed()).toMatchObject({ code: 1009 })
})

test('[CON-4] above the rate frames are refused, and the client is told once a second', async () => {
  const clock = createFakeClock()
  await using gateway = await createTestGateway({ clock })
  await using ada = await connected(gateway)
  for (let sent = 0; sent < 300; sent += 1) ada.send({ type: 'ping' })
  await ada.expect({ type: 'error', code: 'rate_limited' })
  // Time stands still: the marker would be refused as well.
  clock.advance(1_000)
  ada.send({ type: 'subscribe', topic: 'unit:a' })
  await ada.expect({ type: 'subscribed' })
  expect(ada.frames.filter(isOf('pong'))).toHaveLength(200)
  expect(ada.frames.filter(({ code }) => code === 'rate_limited')).toHaveLength(1)
})

test('[CON-4] who goes on above the rate for ten seconds is closed 4302', async () => {
  const clock = createFakeClock()
  await using gateway = await createTestGateway({ clock })
  await using ada = await connected(gateway)
  for (let second = 0; second < 12; second += 1) {
    for (let sent = 0; sent < 310; sent += 1) ada.send({ type: 'ping' })
    const told = ada.expect({ type: 'error', code: 'rate_limited' }).catch(() => null)
    if ((await told) === null) break
    clock.advance(1_000)
  }
  expect(await ada.closed()).toMatchObject({ code: 4302 })
})

test('[CON-4] more than the allowed subscriptions are refused, the others stay', async () => {
  await using gateway = await createTestGateway({ settingsOver: { maxSubscriptions: 2 } })
  gateway.person('ada', ['a', 'b', 'c'])
  await using ada = await gateway.connect('ada')
  for (const unit of ['a', 'b', 'c']) ada.send({ type: 'subscribe', topic: `unit:${unit}` })
  await ada.expect({ type: 'error', code: 'too_many_subscriptions', topic: 'unit:c' })
  gateway.announce({ topic: 'unit:b' })
  await ada.expect({ type: 'data_update', topic: 'unit:b' })
})

test('[PRO-10] unsubscribe ends a topic at once', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada')
  await using ada = await gateway.listen('ada', 'unit:a')
  ada.send({ type: 'unsubscribe', topic: 'unit:a' })
  await ada.expectNext({ type: 'unsubscribed', topic: 'unit:a', reason: 'requested' })
  await using ben = await gateway.listen('ada', 'unit:a')
  gateway.announce({})
  await ben.expect({ type: 'data_update' })
  ada.send({ type: 'ping' })
  await ada.expectNothingBefore({ type: 'pong' })
})

test('[PRO-10] heartbeats in both forms and acks are taken', async () => {
  await using gateway = await createTestGateway()
  await using ada = await connected(gateway)
  ada.send({ type: 'heartbeat', data: { current_page: '/theatre', active_schedule_date: '2026-01-01' } })
  ada.send({ type: 'heartbeat', data: { tabs: [{ tab_id: 't', current_page: '/archive', visible: true }] } })
  ada.send({ type: 'heartbeat' })
  ada.send({ type: 'ack', message_id: 'm' })
  ada.send({ type: 'ping' })
  await ada.expectNothingBefore({ type: 'pong' })
  expect(gateway.realtime.connections()[0]?.pages).toEqual(['/archive'])
})

test('[PRO-10] a domain’s own frames are checked by its schema; a failing handler is an error, not an end', async () => {
  const said: string[] = []
  const domain = {
    name: 'talk',
    models: {},
    topics: {},
    frames: {
      say: defineInbound(z.object({ words: z.string() }), ({ words }, { actor, reply }) => {
        said.push(`${actor.userId}: ${words}`)
        reply({ type: 'said' })
      }),
      fail: defineInbound(z.object({}), () => Promise.reject(new Error('no'))),
    },
  }
  await using gateway = await createTestGateway({ domains: [domain], memoryLog: createMemoryLog() })
  await using ada = await connected(gateway)
  ada.send({ type: 'say', words: 'hello' })
  await ada.expectNext({ type: 'said' })
  ada.send({ type: 'say' })
  await ada.expectNext({ type: 'error', code: 'malformed_frame' })
  ada.send({ type: 'fail', request_id: 'r' })
  await ada.expectNext({ type: 'error', code: 'internal', request_id: 'r' })
  expect(said).toEqual(['ada: hello'])
})

test('each frame is told to the log as debug: whose, and of what known type, and nothing that it says', async () => {
  const debug = vi.fn()
  await using gateway = await createTestGateway({ logger: { ...silentLogger, debug } })
  await using ada = await connected(gateway)
  ada.send({ type: 'subscribe', topic: 'unit:secret', request_id: 'secret' })
  await ada.expect({ type: 'error', code: 'forbidden' })
  ada.send({ type: 'secret' })
  await ada.expect({ type: 'error', code: 'unknown_type' })
  const told = debug.mock.calls
    .filter(([, message]) => message === 'a frame came')
    .map(([fields]) => fields as object)
  expect(told).toEqual([
    { connection: expect.any(String), user: 'ada', type: 'subscribe' },
    { connection: expect.any(String), user: 'ada', type: null },
  ])
})
