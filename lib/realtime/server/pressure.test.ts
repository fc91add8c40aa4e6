import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { createFakeClock } from '../testing/fakeClock.ts'
import { createTestGateway } from '../testing/createTestGateway.ts'
import type { TestGateway } from '../testing/createTestGateway.ts'
import { defineInbound } from './inboundFrame.ts'
import { judgePressure, PRESSURE } from './pressure.ts'

test('[HUB-16] bytes that wait decide', () => {
  expect(judgePressure(PRESSURE.pullBytes)).toBe('fine')
  expect(judgePressure(PRESSURE.pullBytes + 1)).toBe('pull')
  expect(judgePressure(PRESSURE.closeBytes + 1)).toBe('close')
})

/** A filler as long as an event may be in tests, so that few of them fill every buffer on the way. */
const event = { data: { id: 'x', filler: 'x'.repeat(8_000) } }
const FRAMES = 1_000

/** The hub has handed everything on when somebody who reads has got the last event. */
async function flood(
  gateway: TestGateway,
  reader: Awaited<ReturnType<TestGateway['listen']>>,
): Promise<number> {
  for (let sent = 0; sent < FRAMES; sent += 10) {
    const batch = gateway.announce(...Array.from({ length: 10 }, () => event))
    await reader.expect({ seq: batch.entries.at(-1)?.seq ?? 0 })
  }
  return gateway.log.entries.length
}

const buffered = (gateway: TestGateway, userId: string): number =>
  gateway.realtime.connections().find((one) => one.userId === userId)?.bufferedBytes ?? -1

test('[HUB-16] who does not read is left behind within bounds, and catches up without a gap when they do', async () => {
  await using gateway = await createTestGateway({ settingsOver: { historySize: 2_000 } })
  gateway.person('ada')
  gateway.person('ben')
  await using ada = await gateway.listen('ada', 'unit:a')
  await using ben = await gateway.listen('ben', 'unit:a')
  ada.raw.pause()
  const last = await flood(gateway, ben)
  expect(buffered(gateway, 'ada')).toBeGreaterThan(PRESSURE.pullBytes)
  expect(buffered(gateway, 'ada')).toBeLessThan(PRESSURE.closeBytes)
  gateway.realtime.publish('unit:a', { type: 'typing', username: 'Ben' })
  await ben.expect({ type: 'typing' })
  ada.raw.resume()
  for (let seq = 1; seq <= last; seq += 1) await ada.expectNext({ type: 'data_update', seq })
  gateway.announce({})
  await ada.expectNext({ type: 'data_update', seq: last + 1 })
})

test('[HUB-16] who comes back too late for the ring is told to fetch anew', async () => {
  await using gateway = await createTestGateway({ settingsOver: { historySize: 100 } })
  gateway.person('ada')
  gateway.person('ben')
  await using ada = await gateway.listen('ada', 'unit:a')
  await using ben = await gateway.listen('ben', 'unit:a')
  ada.raw.pause()
  const last = await flood(gateway, ben)
  ada.raw.resume()
  const reset = await ada.expect({ type: 'reset', topic: 'unit:a', reason: 'too_far_behind' })
  expect(reset['seq']).toBe(last)
  gateway.announce({})
  await ada.expectNext({ type: 'data_update', seq: last + 1 })
})

test('[HUB-18] while a connection is behind, its heartbeats name no heads', async () => {
  const clock = createFakeClock()
  await using gateway = await createTestGateway({ clock, settingsOver: { historySize: 2_000 } })
  gateway.person('ada', ['a', 'b'])
  gateway.person('ben')
  await using ada = await gateway.listen('ada', 'unit:a')
  await using ben = await gateway.listen('ben', 'unit:a')
  ada.send({ type: 'subscribe', topic: 'unit:b' })
  await ada.expect({ type: 'subscribed', topic: 'unit:b' })
  clock.advance(10_000)
  ada.raw.pause()
  await flood(gateway, ben)
  clock.advance(20_000)
  ada.raw.resume()
  expect((await ada.expect({ type: 'heartbeat' }))['heads']).toEqual({})
  await ada.expect({ seq: FRAMES })
  clock.advance(30_000)
  expect((await ada.expect({ type: 'heartbeat' }))['heads']).toEqual({ 'unit:a': FRAMES, 'unit:b': 0 })
})

test('[HUB-17] in pull mode for 30 s without draining: closed 4202', async () => {
  const clock = createFakeClock()
  await using gateway = await createTestGateway({ clock, settingsOver: { historySize: 2_000 } })
  gateway.person('ada')
  gateway.person('ben')
  await using ada = await gateway.listen('ada', 'unit:a')
  await using ben = await gateway.listen('ben', 'unit:a')
  ada.raw.pause()
  await flood(gateway, ben)
  const heads = ben.expect({ type: 'heartbeat' })
  clock.advance(31_000)
  expect((await heads)['heads']).toEqual({ 'unit:a': FRAMES })
  ada.raw.resume()
  expect(await ada.closed()).toMatchObject({ code: 4202, reason: 'slow_consumer' })
})

test('[HUB-17] more than 1 MiB that waits: closed 4202', async () => {
  const clock = createFakeClock()
  // Answers go out whatever the pressure: a client that only asks.
  const answer = defineInbound(z.object({}), (_frame, { reply }) => reply({ type: 'x'.repeat(32_000) }))
  const domain = { name: 'talk', models: {}, topics: {}, frames: { ask: answer } }
  await using gateway = await createTestGateway({ clock, domains: [domain] })
  gateway.person('ada')
  const socket = await openSilently(gateway.port)
  const ask = maskedText('{"type":"ask"}')
  const isFull = new Promise<void>((resolve) => {
    const look = (): void => {
      if ((gateway.realtime.connections()[0]?.bufferedBytes ?? 0) > PRESSURE.closeBytes) return resolve()
      clock.advance(1_000)
      for (let sent = 0; sent < 20; sent += 1) socket.write(ask)
      setImmediate(look)
    }
    look()
  })
  await isFull
  // What waited still comes, and the close frame after it.
  const tail = await new Promise<Buffer>((resolve) => {
    let last = Buffer.alloc(0)
    socket.on('data', (data: Buffer) => {
      last = Buffer.concat([last, data]).subarray(-64)
      if (last.toString('latin1').endsWith('slow_consumer')) resolve(last)
    })
    socket.resume()
  })
  expect(tail.readUInt16BE(tail.length - 'slow_consumer'.length - 2)).toBe(4202)
  socket.destroy()
})

/** A client that speaks but never reads. */
function openSilently(port: number): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(
        'GET /ws?token=ada HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
          'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
      )
    })
    socket.on('error', () => {})
    socket.once('data', () => {
      socket.pause()
      resolve(socket)
    })
  })
}

function maskedText(text: string): Buffer {
  const payload = Buffer.from(text)
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload])
}
