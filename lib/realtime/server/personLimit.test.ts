import { expect, test } from 'vitest'
import { createTestGateway } from '../testing/createTestGateway.ts'
import type { TestGateway, TestGatewayOptions } from '../testing/createTestGateway.ts'
import type { TestSocket } from '../testing/createTestSocket.ts'
import { createTestWire } from '../testing/createTestWire.ts'
import type { TestBackplane } from '../testing/createTestWire.ts'
import { createFakeClock } from '../testing/fakeClock.ts'
import type { FakeClock } from '../testing/fakeClock.ts'
import type { LeaseTable } from './backplane.ts'
import { victimsOf } from './personLimit.ts'
import type { HeldConnection } from './personLimit.ts'

/** Two processes with a working carrier between them, and a limit of two. */
async function createTwo(
  more: (backplane: TestBackplane) => TestGatewayOptions = () => ({}),
): Promise<{ one: TestGateway; other: TestGateway; clock: FakeClock } & AsyncDisposable> {
  const clock = createFakeClock()
  const wire = createTestWire(clock)
  const start = async (): Promise<TestGateway> => {
    const backplane = wire.connect()
    backplane.setMode('up')
    const settingsOver = { maxConnectionsPerUser: 2 }
    const gateway = await createTestGateway({ clock, wire, backplane, settingsOver, ...more(backplane) })
    gateway.person('ada')
    gateway.person('ben')
    return gateway
  }
  const [one, other] = [await start(), await start()]
  return {
    one,
    other,
    clock,
    async [Symbol.asyncDispose]() {
      await one[Symbol.asyncDispose]()
      await other[Symbol.asyncDispose]()
    },
  }
}

async function open(gateway: TestGateway, clientId: string, userId = 'ada'): Promise<TestSocket> {
  const socket = await gateway.connect(userId, `/ws?client_id=${clientId}`)
  await socket.expect({ type: 'connection_established' })
  return socket
}

async function use(...sockets: readonly TestSocket[]): Promise<void> {
  for (const socket of sockets) {
    socket.send({ type: 'ping' })
    await socket.expect({ type: 'pong' })
  }
}

test('[CON-4] one too many over all processes: the idlest makes room, wherever it is', async () => {
  await using two = await createTwo()
  await using first = await open(two.one, 'a')
  two.clock.advance(10)
  await using second = await open(two.other, 'b')
  await using stranger = await open(two.one, 'a', 'ben')
  two.clock.advance(10)
  await using third = await open(two.other, 'c')
  expect(await first.closed()).toMatchObject({ code: 4008, reason: 'replaced' })
  two.clock.advance(10)
  // The place is free again: the next one costs one, not two.
  await using fourth = await open(two.one, 'd')
  expect(await second.closed()).toMatchObject({ code: 4008 })
  await use(third, fourth, stranger)
})

test('[CON-4] a new connection takes the place of the same client’s, in another process too', async () => {
  await using two = await createTwo()
  await using same = await open(two.one, 'a')
  two.clock.advance(10)
  await using again = await open(two.other, 'a')
  expect(await same.closed()).toMatchObject({ code: 4008 })
  await using other = await open(two.one, 'b')
  await use(again, other)
})

test('[CON-4] how idle a connection is, other processes know within a minute', async () => {
  await using two = await createTwo()
  await using first = await open(two.one, 'a')
  two.clock.advance(10)
  await using second = await open(two.other, 'b')
  two.clock.advance(10)
  await use(first)
  two.clock.advance(60_000)
  await using third = await open(two.other, 'c')
  expect(await second.closed()).toMatchObject({ code: 4008 })
  await use(first, third)
})

test('[CON-4] who left, and who stood in a process that died, does not count', async () => {
  await using two = await createTwo()
  await using first = await open(two.one, 'a')
  await using second = await open(two.one, 'b')
  const leases: LeaseTable = two.one.backplane.leases
  second.close()
  await second.closed()
  while ((await leases.list('person:ada')).size > 1) await new Promise((resolve) => setImmediate(resolve))
  const dead = JSON.stringify({ client: 'x', door: '/ws', at: 0 })
  await leases.put('person:ada', '00000000-dead', dead, 60_000)
  await leases.put('person:ada', 'nonsense', 'not ours', 60_000)
  await leases.put('person:ada', 'nothing', '{}', 60_000)
  await using third = await open(two.other, 'c')
  await use(first, third)
  while ((await leases.list('person:ada')).has('00000000-dead')) {
    await new Promise((resolve) => setImmediate(resolve))
  }
  await use(first, third)
})

test('[CON-4] a connection that is just ending does not count', async () => {
  await using two = await createTwo()
  await using idle = await open(two.other, 'a')
  two.clock.advance(10)
  const { authenticator } = two.one
  const forEver = authenticator.expiresAt
  authenticator.expiresAt = two.clock.now() + 1_000
  await using ending = await open(two.one, 'b')
  authenticator.expiresAt = forEver
  // It does not answer the close frame: it stays a while.
  ending.raw.pause()
  two.clock.advance(2_000)
  await using third = await open(two.one, 'c')
  await use(idle, third)
  expect(two.one.realtime.status().connections).toBe(2)
})

test('[CON-4] with the carrier away each process counts for itself; afterwards the next one sets it right', async () => {
  const backplanes: TestBackplane[] = []
  await using two = await createTwo((backplane) => {
    backplane.setMode('down')
    backplanes.push(backplane)
    return {}
  })
  const sockets: TestSocket[] = []
  for (const gateway of [two.one, two.other]) {
    for (const clientId of ['a', 'b']) sockets.push(await open(gateway, clientId + gateway.port))
  }
  await use(...sockets)
  await using fifth = await open(two.one, 'c')
  expect(await sockets[0]?.closed()).toMatchObject({ code: 4008 })
  await use(...sockets.slice(1), fifth)
  for (const backplane of backplanes) backplane.setMode('up')
  two.clock.advance(10)
  await use(fifth)
  await using sixth = await open(two.other, 'd')
  for (const socket of sockets) expect(await socket.closed()).toMatchObject({ code: 4008 })
  await use(fifth, sixth)
  for (const socket of sockets) await socket[Symbol.asyncDispose]()
})

test('[CON-4] leases that never answer, or fail, delay nobody and refuse nobody', async () => {
  for (const answer of [() => new Promise<never>(() => {}), () => Promise.reject(new Error('away'))]) {
    const leases: LeaseTable = { put: answer, drop: answer, list: answer }
    await using two = await createTwo((backplane) => ({
      backplane: Object.create(backplane, { leases: { value: leases } }) as TestBackplane,
    }))
    await using first = await open(two.one, 'a')
    await using second = await open(two.one, 'b')
    await using third = await open(two.other, 'c')
    await use(first, second, third)
  }
})

test('[CON-4] of two that come at once the later one judges, and never both', () => {
  const one = (id: string, at: number, client: string | null = null): HeldConnection => ({
    id,
    at,
    client,
    door: '/ws',
  })
  const both = [one('1', 5), one('2', 5)]
  expect(victimsOf(both, '1', 1)).toEqual([])
  expect(victimsOf(both, '2', 1)).toEqual(['1'])
  const same = [one('1', 5, 'x'), one('2', 5, 'x')]
  expect(victimsOf(same, '1', 9)).toEqual([])
  expect(victimsOf(same, '2', 9)).toEqual(['1'])
  // Those of the same client are counted out before the idlest are.
  expect(victimsOf([one('1', 1), one('2', 9, 'x'), one('3', 9, 'x')], '3', 2)).toEqual(['2'])
  expect(victimsOf([{ ...one('1', 1, 'x'), door: '/ws/updates' }, one('2', 9, 'x')], '2', 2)).toEqual([])
  expect(victimsOf([one('1', 7), one('2', 3), one('3', 9)], '3', 1)).toEqual(['2', '1'])
  expect(victimsOf([one('1', 7), one('2', 3)], 'gone', 1)).toEqual([])
})
