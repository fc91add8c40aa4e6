import { expect, test } from 'vitest'
import { createFakeClock } from '../testing/fakeClock.ts'
import { createMemoryLog } from '../testing/memoryLog.ts'
import { createTestGateway, unitsDomain } from '../testing/createTestGateway.ts'
import type { TestActor } from '../testing/createTestGateway.ts'
import { EventSlot } from './eventSlot.ts'
import type { EventPresenter } from './eventSlot.ts'
import type { Expander, LiveDomain } from './liveDomain.ts'

const withExpander = (note: Expander): LiveDomain<TestActor> => ({ ...unitsDomain, expanders: { note } })
const NOTE = { expander: 'note', entity: 'note' }

test('[HUB-14] content is loaded once per process, however many hear of it', async () => {
  let loads = 0
  const expand: Expander = ({ data }) => {
    loads += 1
    return Promise.resolve({ type: 'note', text: `text of ${String(data['id'])}` })
  }
  await using gateway = await createTestGateway({ domains: [withExpander(expand)] })
  gateway.person('ada')
  const sockets = await Promise.all(Array.from({ length: 5 }, () => gateway.listen('ada', 'unit:a')))
  gateway.announce({ ...NOTE, data: { id: '7' }, changeId: 'c' })
  for (const socket of sockets) {
    const frame = await socket.expectNext({})
    expect(frame).toEqual({ type: 'note', text: 'text of 7', topic: 'unit:a', seq: 1, change_id: 'c' })
    await socket[Symbol.asyncDispose]()
  }
  expect(loads).toBe(1)
})

test('[HUB-14] a topic waits for its content, the others do not', async () => {
  let load = (): void => {}
  const gate = new Promise<void>((resolve) => {
    load = resolve
  })
  const expand: Expander = () => gate.then(() => ({ type: 'note' }))
  await using gateway = await createTestGateway({ domains: [withExpander(expand)] })
  gateway.person('ada', ['a', 'b'])
  await using ada = await gateway.listen('ada', 'unit:a')
  ada.send({ type: 'subscribe', topic: 'unit:b' })
  await ada.expect({ type: 'subscribed', topic: 'unit:b' })
  gateway.announce(NOTE, { topic: 'unit:a' }, { topic: 'unit:b' })
  await ada.expectNext({ topic: 'unit:b', seq: 1 })
  load()
  await ada.expectNext({ topic: 'unit:a', seq: 1, type: 'note' })
  await ada.expectNext({ topic: 'unit:a', seq: 2, type: 'data_update' })
})

test('[HUB-18] heads are what was written, not what waits for its content', async () => {
  const clock = createFakeClock()
  const expand: Expander = () => new Promise(() => {})
  await using gateway = await createTestGateway({ domains: [withExpander(expand)], clock })
  gateway.person('ada', ['a', 'b'])
  await using ada = await gateway.listen('ada', 'unit:a')
  ada.send({ type: 'subscribe', topic: 'unit:b' })
  await ada.expect({ type: 'subscribed', topic: 'unit:b' })
  gateway.announce({ topic: 'unit:a' }, NOTE, { topic: 'unit:b' })
  await ada.expect({ topic: 'unit:b', seq: 1 })
  clock.advance(30_000)
  const beat = await ada.expect({ type: 'heartbeat' })
  expect(beat['heads']).toEqual({ 'unit:a': 1, 'unit:b': 1 })
})

test('[HUB-14] a row that is gone is told as gone', async () => {
  await using gateway = await createTestGateway({ domains: [withExpander(() => Promise.resolve(null))] })
  gateway.person('ada')
  await using ada = await gateway.listen('ada', 'unit:a')
  gateway.announce({ ...NOTE, data: { id: '7' } })
  expect(await ada.expectNext({})).toEqual({ type: 'gone', topic: 'unit:a', seq: 1, id: '7' })
})

test('[HUB-14] content that cannot be loaded is tried again, never skipped', async () => {
  const clock = createFakeClock()
  let tries = 0
  let hasFailed = (): void => {}
  const failed = new Promise<void>((resolve) => {
    hasFailed = resolve
  })
  const expand: Expander = async () => {
    tries += 1
    if (tries > 1) return { type: 'note' }
    queueMicrotask(() => setImmediate(hasFailed))
    throw new Error('away')
  }
  await using gateway = await createTestGateway({ domains: [withExpander(expand)], clock })
  gateway.person('ada')
  await using ada = await gateway.listen('ada', 'unit:a')
  gateway.announce(NOTE, {})
  await failed
  ada.send({ type: 'ping' })
  await ada.expectNothingBefore({ type: 'pong' })
  clock.advance(250)
  await ada.expectNext({ type: 'note', seq: 1 })
  await ada.expectNext({ type: 'data_update', seq: 2 })
})

test('[HUB-14] who resumes within a second shares what was loaded, who resumes later gets the row as it is then', async () => {
  const clock = createFakeClock()
  let version = 1
  const expand: Expander = () => Promise.resolve({ type: 'note', version })
  await using gateway = await createTestGateway({ domains: [withExpander(expand)], clock })
  gateway.person('ada')
  await using ada = await gateway.listen('ada', 'unit:a')
  gateway.announce(NOTE)
  await ada.expectNext({ type: 'note', version: 1 })
  version = 2
  for (const [ms, shown] of [
    [1_000, 1],
    [1, 2],
  ] as const) {
    clock.advance(ms)
    ada.send({ type: 'resume', cursors: { 'unit:a': { epoch: 'epoch-1', seq: 0 } } })
    await ada.expect({ type: 'subscribed', recovered: true, replayed: 1 })
    await ada.expectNext({ type: 'note', version: shown })
  }
})

test('[HUB-14] a door, too, shows content as it was loaded last', () => {
  const [entry] = createMemoryLog().append(NOTE).entries
  if (entry === undefined) throw new Error('nothing was appended')
  const slot = new EventSlot(entry, 'epoch-1', true)
  const present: EventPresenter = (_entry, content) => content
  const shown = (version: number): string | undefined => {
    slot.fill({ version }, version)
    return slot.presentedBy(present)?.toString('utf8')
  }
  expect(shown(1)).toContain('{"version":1}')
  expect(shown(2)).toContain('{"version":2}')
})
