import { expect, test } from 'vitest'
import { createFakeClock } from '../testing/fakeClock.ts'
import type { FakeClock } from '../testing/fakeClock.ts'
import { createTestGateway } from '../testing/createTestGateway.ts'
import type { TestGateway } from '../testing/createTestGateway.ts'
import { createTestWire } from '../testing/createTestWire.ts'
import { createMemoryLog } from '../testing/memoryLog.ts'
import { leaseName, peopleOf, presenceChange, presenceSnapshot } from './presencePeople.ts'

const JOIN = { type: 'presence_join', topic: 'unit:a' }
const PONG = { type: 'pong' }

/** Two processes with one wire between them, and one log. */
async function createTwo(): Promise<
  { one: TestGateway; other: TestGateway; clock: FakeClock } & AsyncDisposable
> {
  const clock = createFakeClock()
  const wire = createTestWire(clock)
  const memoryLog = createMemoryLog()
  const one = await createTestGateway({ clock, wire, memoryLog })
  const other = await createTestGateway({ clock, wire, memoryLog })
  for (const gateway of [one, other]) for (const user of ['ada', 'ben', 'eve']) gateway.person(user)
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

/** The gateway has heard that this connection is gone. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise<void>((resolve) => void setImmediate(resolve))
}

test('[PRE-1] who joins gets the whole list, the others hear of it, over all processes', async () => {
  await using two = await createTwo()
  await using ada = await two.one.listen('ada', 'unit:a')
  await using ben = await two.other.listen('ben', 'unit:a')
  ada.send(JOIN)
  const first = await ada.expectNext({ type: 'presence', snapshot: true, count: 1 })
  expect(first['joined']).toMatchObject([{ user_id: 'ada', name: 'Name of ada', page: null }])
  two.clock.advance(1_000)
  ben.send(JOIN)
  expect((await ben.expectNext({ type: 'presence', snapshot: true, count: 2 }))['joined']).toHaveLength(2)
  const second = await ada.expectNext({ type: 'presence', count: 2 })
  expect(second['joined']).toMatchObject([{ user_id: 'ben' }])
  expect(second['left']).toEqual([])
})

test('[PRE-1] those who did not join hear nothing of it', async () => {
  await using two = await createTwo()
  await using ada = await two.one.listen('ada', 'unit:a')
  await using eve = await two.one.listen('eve', 'unit:a')
  ada.send(JOIN)
  await ada.expectNext({ type: 'presence' })
  eve.send({ type: 'ping' })
  await eve.expectNothingBefore(PONG)
})

test('[PRE-2] a reload does not look like leaving; an end does, after 15 s', async () => {
  await using two = await createTwo()
  await using ada = await two.one.listen('ada', 'unit:a')
  const ben = await two.other.listen('ben', 'unit:a')
  ada.send(JOIN)
  await ada.expectNext({ type: 'presence', snapshot: true })
  two.clock.advance(1_000)
  ben.send(JOIN)
  await ada.expectNext({ type: 'presence', count: 2 })
  await ben[Symbol.asyncDispose]()
  await until(() => two.other.realtime.status().connections === 0)
  await using again = await two.other.listen('ben', 'unit:a')
  again.send(JOIN)
  await again.expectNext({ type: 'presence', snapshot: true, count: 2 })
  two.clock.advance(16_000)
  await again[Symbol.asyncDispose]()
  await until(() => two.other.realtime.status().connections === 0)
  two.clock.advance(14_000)
  ada.send({ type: 'ping' })
  await ada.expectNothingBefore(PONG, (frame) => frame['type'] === 'presence')
  two.clock.advance(2_000)
  const gone = await ada.expect({ type: 'presence', count: 1 })
  expect(gone['left']).toEqual(['ben'])
})

test('[PRE-3] a person with several connections is one, and stays until the last is gone', async () => {
  await using two = await createTwo()
  await using ada = await two.one.listen('ada', 'unit:a')
  await using tab = await two.one.listen('ben', 'unit:a')
  await using phone = await two.other.listen('ben', 'unit:a')
  for (const socket of [tab, phone, ada]) {
    socket.send(JOIN)
    await socket.expect({ type: 'presence', snapshot: true })
    two.clock.advance(1_000)
  }
  const snapshot = ada.frames.find(({ snapshot }) => snapshot === true)
  expect(snapshot).toMatchObject({ count: 2 })
  phone.send({ type: 'presence_leave', topic: 'unit:a' })
  phone.send({ type: 'ping' })
  await phone.expect(PONG)
  two.clock.advance(20_000)
  ada.send({ type: 'ping' })
  await ada.expectNothingBefore(PONG, (frame) => frame['type'] === 'presence')
})

test('[PRE-4] several changes within a second are one frame', async () => {
  await using two = await createTwo()
  await using ada = await two.one.listen('ada', 'unit:a')
  ada.send(JOIN)
  await ada.expectNext({ type: 'presence', snapshot: true })
  await using ben = await two.one.listen('ben', 'unit:a')
  await using eve = await two.one.listen('eve', 'unit:a')
  for (const socket of [ben, eve]) {
    socket.send(JOIN)
    socket.send({ type: 'ping' })
    await socket.expect(PONG)
  }
  two.clock.advance(1_000)
  const merged = await ada.expectNext({ type: 'presence', count: 3 })
  expect(merged['joined']).toHaveLength(2)
})

test('[PRE-5] another page is told', async () => {
  await using two = await createTwo()
  await using ada = await two.one.listen('ada', 'unit:a')
  ada.send(JOIN)
  await ada.expectNext({ type: 'presence', snapshot: true })
  two.clock.advance(1_000)
  ada.send({ type: 'heartbeat', data: { current_page: '/archive' } })
  const moved = await ada.expectNext({ type: 'presence', count: 1 })
  expect(moved['joined']).toMatchObject([{ user_id: 'ada', page: '/archive' }])
})

test('[PRE-11] whoever has the page in front looks, over all processes; not in a tab behind, on another page, or once gone', async () => {
  await using two = await createTwo()
  const lookers = () => two.other.realtime.lookers('unit:a', 'request-1')
  const show = (page: string, visible: boolean) => ({
    type: 'heartbeat',
    data: { tabs: [{ tab_id: 't', current_page: page, visible }] },
  })
  const ada = await two.one.listen('ada', 'unit:a')
  const said = async (frame: object) => {
    ada.send(frame)
    ada.send({ type: 'ping' })
    await ada.expect(PONG)
  }
  await said(JOIN)
  expect(await lookers()).toEqual([])
  await said(show('/requests/request-1', true))
  expect(await lookers()).toEqual(['ada'])
  await said(show('/requests/request-1', false))
  expect(await lookers()).toEqual([])
  await said(show('/requests/request-2', true))
  expect(await lookers()).toEqual([])
  await said(show('/requests/request-1', true))
  expect(await lookers()).toEqual(['ada'])
  await ada[Symbol.asyncDispose]()
  await until(() => two.one.realtime.connections().length === 0)
  expect(await lookers()).toEqual([])
})

test('[PRE-6] who loses the topic leaves it at once, and hears no more of its people', async () => {
  await using two = await createTwo()
  await using ada = await two.one.listen('ada', 'unit:a')
  await using ben = await two.one.listen('ben', 'unit:a')
  for (const socket of [ada, ben]) {
    socket.send(JOIN)
    await socket.expect({ type: 'presence', snapshot: true })
    two.clock.advance(1_000)
  }
  await ada.expect({ type: 'presence', count: 2 })
  two.one.person('ben', [])
  two.one.announce({ revocation: { userId: 'ben', topics: ['unit:a'] } })
  await ben.expect({ type: 'unsubscribed', reason: 'access_changed' })
  two.clock.advance(1_000)
  const left = await ada.expect({ type: 'presence', count: 1 })
  expect(left['left']).toEqual(['ben'])
  ben.send({ ...JOIN })
  await ben.expectNext({ type: 'error', code: 'forbidden', topic: 'unit:a' })
})

test('[PRE-6] while it is not certain who may hear a topic, they hear nothing of its people', async () => {
  await using two = await createTwo()
  await using ada = await two.one.listen('ada', 'unit:a')
  await using ben = await two.one.listen('ben', 'unit:a')
  for (const socket of [ada, ben]) {
    socket.send(JOIN)
    await socket.expect({ type: 'presence', snapshot: true })
    two.clock.advance(1_000)
  }
  await ada.expect({ type: 'presence', count: 2 })
  let answer = (): void => {}
  two.one.authenticator.gate = new Promise((resolve) => {
    answer = resolve
  })
  two.one.announce({ revocation: { userId: 'ben' } })
  await ada.expect({ type: 'data_update' })
  await using eve = await two.other.listen('eve', 'unit:a')
  two.clock.advance(1_000)
  eve.send(JOIN)
  await ada.expect({ type: 'presence', count: 3 })
  ben.send({ type: 'ping' })
  await ben.expectNothingBefore(PONG)
  answer()
  await ben.expectNext({ type: 'data_update' })
})

test('[PRE-7] a process that drains takes nobody from the lists', async () => {
  await using two = await createTwo()
  await using ada = await two.one.listen('ada', 'unit:a')
  await using ben = await two.other.listen('ben', 'unit:a')
  const reloading = await two.other.listen('eve', 'unit:a')
  for (const socket of [ada, ben, reloading]) {
    socket.send(JOIN)
    await socket.expect({ type: 'presence', snapshot: true })
    two.clock.advance(1_000)
  }
  await ada.expect({ type: 'presence', count: 3 })
  await reloading[Symbol.asyncDispose]()
  await until(() => two.other.realtime.status().connections === 1)
  const drained = two.other.realtime.drain()
  expect(await ben.closed()).toMatchObject({ code: 4200 })
  await until(() => two.other.realtime.status().connections === 0)
  two.clock.advance(20_000)
  await drained
  await using late = await two.one.listen('ada', 'unit:a')
  late.send(JOIN)
  const list = await late.expect({ type: 'presence', snapshot: true, count: 3 })
  expect(list['joined']).toMatchObject([{ user_id: 'ada' }, { user_id: 'ben' }, { user_id: 'eve' }])
  ada.send({ type: 'ping' })
  await ada.expectNothingBefore(PONG, (frame) => frame['type'] === 'presence')
})

test('[PRE-2] a process that dies takes its people from the lists, and the others hear of it, within a minute', async () => {
  await using two = await createTwo()
  await using ada = await two.one.listen('ada', 'unit:a')
  await using ben = await two.other.listen('ben', 'unit:a')
  for (const socket of [ada, ben]) {
    socket.send(JOIN)
    await socket.expect({ type: 'presence', snapshot: true })
    two.clock.advance(1_000)
  }
  await ada.expect({ type: 'presence', count: 2 })
  await two.other.realtime.close()
  // Renewals read the leases: in steps, so that each is read before the next falls due.
  for (let waited = 0; waited < 60_000; waited += 5_000) {
    two.clock.advance(5_000)
    ada.send({ type: 'ping' })
    await ada.expect({ type: 'pong' })
  }
  const told = ada.frames.findLast(({ type }) => type === 'presence')
  expect(told).toMatchObject({ left: ['ben'], count: 1 })
})

test('[PRE-8] above 200 people only the number is told', () => {
  const leases = new Map(
    Array.from({ length: 201 }, (_, at) => [
      leaseName(`user-${at}`, 'c'),
      JSON.stringify({ name: `N${at}`, page: null, since: '2026-01-01T00:00:00.000Z' }),
    ]),
  )
  const people = peopleOf(leases)
  expect(presenceSnapshot('unit:a', people)).toMatchObject({ joined: [], count: 201 })
  expect(presenceChange('unit:a', new Map(), people)).toMatchObject({ joined: [], left: [], count: 201 })
})

test('[PRE-9] typing is passed on to the others of the topic, over all processes, and ends by itself', async () => {
  await using two = await createTwo()
  await using ada = await two.one.listen('ada', 'unit:a')
  await using ben = await two.other.listen('ben', 'unit:a')
  ada.send({ type: 'typing', topic: 'unit:a', is_typing: true, field: 'reason' })
  expect(await ben.expectNext({})).toEqual({
    type: 'typing',
    topic: 'unit:a',
    user_id: 'ada',
    username: 'Name of ada',
    is_typing: true,
    field: 'reason',
  })
  two.clock.advance(6_000)
  await ben.expectNext({ type: 'typing', is_typing: false, field: 'reason' })
  ada.send({ type: 'ping' })
  await ada.expectNothingBefore(PONG)
})

test('[PRE-9] who types and goes has stopped typing', async () => {
  await using two = await createTwo()
  const ada = await two.one.listen('ada', 'unit:a')
  await using ben = await two.one.listen('ben', 'unit:a')
  ada.send({ type: 'typing', topic: 'unit:a', is_typing: true })
  await ben.expectNext({ type: 'typing', is_typing: true })
  await ada[Symbol.asyncDispose]()
  await ben.expectNext({ type: 'typing', is_typing: false })
})

test('[PRE-10] a join that comes while the subscription is being decided waits for it', async () => {
  await using two = await createTwo()
  const release = two.one.log.hold()
  await using ada = await two.one.connect('ada')
  await ada.expect({ type: 'connection_established' })
  // As a browser does whose unit the server subscribes, too: the second begins while the first is under way.
  for (const frame of [{ type: 'subscribe', topic: 'unit:a' }, JOIN, { type: 'subscribe', topic: 'unit:a' }])
    ada.send(frame)
  ada.send({ type: 'ping' })
  await ada.expectNext(PONG)
  release()
  await ada.expectNext({ type: 'subscribed', topic: 'unit:a' })
  await ada.expectNext({ type: 'presence', snapshot: true, count: 1 })
})

test('[PRE-10] who leaves before it was decided is not there', async () => {
  await using two = await createTwo()
  const release = two.one.log.hold()
  await using ada = await two.one.connect('ada')
  await ada.expect({ type: 'connection_established' })
  for (const frame of [{ type: 'subscribe', topic: 'unit:a' }, JOIN, { ...JOIN, type: 'presence_leave' }])
    ada.send(frame)
  ada.send({ type: 'ping' })
  await ada.expectNext(PONG)
  release()
  await ada.expectNext({ type: 'subscribed', topic: 'unit:a' })
  await using ben = await two.one.listen('ben', 'unit:a')
  ben.send(JOIN)
  const { joined } = await ben.expectNext({ type: 'presence', snapshot: true })
  expect(joined).toMatchObject([{ user_id: 'ben' }])
})

test('[PRE-10] who may not hear the topic after all may not join it', async () => {
  await using two = await createTwo()
  await using ada = await two.one.connect('ada')
  await ada.expect({ type: 'connection_established' })
  ada.send({ type: 'subscribe', topic: 'unit:b' })
  ada.send({ ...JOIN, topic: 'unit:b' })
  await ada.expectNext({ type: 'error', code: 'forbidden', topic: 'unit:b' })
  await ada.expectNext({ type: 'error', code: 'forbidden', topic: 'unit:b' })
})

test('[PRE-10] only where people may meet, and only for those who hear the topic', async () => {
  await using two = await createTwo()
  await using ada = await two.one.listen('ada', 'user:ada')
  for (const topic of ['user:ada', 'unit:a']) {
    ada.send({ type: 'typing', topic, is_typing: true })
    await ada.expectNext({ type: 'error', code: 'forbidden', topic })
    ada.send({ type: 'presence_join', topic })
    await ada.expectNext({ type: 'error', code: 'forbidden', topic })
  }
})
