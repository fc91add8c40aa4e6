import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { createFakeClock } from './fakeClock.ts'
import { createFaultProxy } from './faultProxy.ts'
import { createTestGateway } from './createTestGateway.ts'
import { createTestSocket } from './createTestSocket.ts'

const through = (port: number) =>
  createTestSocket(`ws://127.0.0.1:${port}/ws`, { headers: { Authorization: 'Bearer ada' } })

test('[HUB-9] a line is cut: the client comes back and misses nothing', async () => {
  await using gateway = await createTestGateway()
  await using proxy = await createFaultProxy(gateway.port)
  gateway.person('ada')
  await using ada = await through(proxy.port)
  ada.send({ type: 'subscribe', topic: 'unit:a' })
  await ada.expect({ type: 'subscribed' })
  gateway.announce({}, {})
  await ada.expect({ seq: 2 })
  proxy.cut()
  expect(await ada.closed()).toMatchObject({ code: 1006 })
  gateway.announce({}, {})
  proxy.refuse()
  await expect(through(proxy.port)).rejects.toThrow()
  proxy.heal()
  await using again = await through(proxy.port)
  again.send({ type: 'resume', cursors: { 'unit:a': { epoch: 'epoch-1', seq: 2 } } })
  await again.expect({ type: 'subscribed', recovered: true, replayed: 2 })
  await again.expectNext({ seq: 3 })
  await again.expectNext({ seq: 4 })
})

test('[CON-1] bytes that come one by one are the same frames', async () => {
  await using gateway = await createTestGateway()
  await using proxy = await createFaultProxy(gateway.port)
  proxy.slice(3)
  gateway.person('ada')
  await using ada = await through(proxy.port)
  ada.send({ type: 'subscribe', topic: 'unit:a' })
  await ada.expect({ type: 'subscribed' })
  gateway.announce({}, {})
  await ada.expectNext({ seq: 1 })
  await ada.expectNext({ seq: 2 })
})

test('[CON-3] a client that is gone without a word is closed by the silence', async () => {
  const clock = createFakeClock()
  await using gateway = await createTestGateway({ clock })
  await using proxy = await createFaultProxy(gateway.port)
  gateway.person('ada')
  const ada = await through(proxy.port)
  await ada.expect({ type: 'connection_established' })
  proxy.halfOpen()
  await ada.closed()
  expect(gateway.realtime.status().connections).toBe(1)
  clock.advance(60_000)
  expect(gateway.realtime.connections()).toHaveLength(1)
  clock.advance(61_000)
  // Closing: the person is no longer counted, the socket is cut when the closing handshake's time is over.
  expect(gateway.realtime.connections()[0]?.userId).toBeNull()
})

test('[HUB-16] a stalled line goes on where it stopped', async () => {
  await using gateway = await createTestGateway()
  await using proxy = await createFaultProxy(gateway.port)
  gateway.person('ada')
  await using ada = await through(proxy.port)
  ada.send({ type: 'subscribe', topic: 'unit:a' })
  await ada.expect({ type: 'subscribed' })
  await using ben = await gateway.listen('ada', 'unit:a')
  proxy.stall()
  gateway.announce({}, {}, {})
  await ben.expect({ seq: 3 })
  expect(ada.frames.some(({ type }) => type === 'data_update')).toBe(false)
  proxy.heal()
  for (const seq of [1, 2, 3]) await ada.expectNext({ seq })
})

test('[CLI-3] a server that is gone without a word leaves the client believing in it', async () => {
  await using gateway = await createTestGateway()
  await using proxy = await createFaultProxy(gateway.port)
  gateway.person('ada')
  await using ada = await through(proxy.port)
  await ada.expect({ type: 'connection_established' })
  await using ben = await through(gateway.port)
  await ben.expect({ type: 'connection_established' })
  proxy.vanish()
  await expect.poll(() => gateway.realtime.status().connections).toBe(1)
  ada.send({ type: 'ping' })
  ben.send({ type: 'ping' })
  await ben.expect({ type: 'pong' })
  expect(ada.frames.some(({ type }) => type === 'pong')).toBe(false)
  // New lines are as they should be.
  await using again = await through(proxy.port)
  await again.expect({ type: 'connection_established' })
})

test.each([true, false])(
  'a line is cut in the middle of a sentence; the server hears it: %s',
  async (passes) => {
    const heard: string[] = []
    const server = createServer((socket) => {
      socket.on('error', () => {})
      socket.on('data', (data) => heard.push(data.toString()))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    await using proxy = await createFaultProxy((server.address() as AddressInfo).port)
    proxy.cutAt('COMMIT', { passes })
    const client = connect(proxy.port, '127.0.0.1')
    client.write('BEGIN')
    await expect.poll(() => heard).toEqual(['BEGIN'])
    client.on('error', () => {})
    client.write('COMMIT')
    await new Promise((resolve) => void client.once('close', resolve))
    const after = connect(proxy.port, '127.0.0.1')
    after.write('COMMIT')
    await expect.poll(() => heard).toEqual(['BEGIN', ...(passes ? ['COMMIT'] : []), 'COMMIT'])
    after.destroy()
    server.close()
  },
)

test('a narrow line takes its time', async () => {
  await using gateway = await createTestGateway()
  await using proxy = await createFaultProxy(gateway.port)
  gateway.person('ada')
  await using ada = await through(proxy.port)
  await ada.expect({ type: 'connection_established' })
  proxy.throttle(500)
  const startedAt = performance.now()
  ada.send({ type: 'ping', filling: 'x'.repeat(250) })
  await ada.expect({ type: 'pong' })
  ada.send({ type: 'ping' })
  await ada.expect({ type: 'pong' })
  expect(performance.now() - startedAt).toBeGreaterThan(500)
})
