import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { createClientUnderTest, crateUpdate } from '@/lib/realtime/client/testing/createClientUnderTest.ts'
import { patch, type LiveContract } from '@/lib/realtime/client/liveContract.ts'
import { createLiveCache } from './createLiveCache.ts'
import { liveQueryOptions } from './liveQueryOptions.ts'

const TOPIC = 'unit:a'
const undo: (() => void)[] = []

afterEach(() => undo.splice(0).forEach((stop) => stop()))

async function setUp() {
  const contract: LiveContract = {
    name: 'archive',
    effects: {
      crate: [
        patch<{ id: string }>({
          load: async (ids, get) => (await get(`/crates?ids=${ids.join()}`)) as { id: string }[],
          lists: [],
          details: [(id) => ['crate', id]],
        }),
      ],
    },
  }
  const it = createClientUnderTest()
  const queryClient = new QueryClient()
  const loads: (string | null)[] = []
  const cache = createLiveCache({
    client: it.client,
    queryClient,
    contracts: [contract],
    load: async (_path, heard) => {
      loads.push(heard)
      return [{ id: 'c1' }]
    },
    clock: it.clock,
    random: () => 0,
  })
  undo.push(cache.attach())
  await it.connect()
  it.client.subscribe(TOPIC)
  it.answerSubscribe(TOPIC, 5)
  const read = async (topics: readonly string[] = [TOPIC]) => {
    const { signal } = new AbortController()
    return cache.read({ key: ['rows', topics], topics, signal }, ({ heard }) => Promise.resolve(heard))
  }
  return { ...it, cache, queryClient, read, loads }
}

test('a read says what was heard of its topics, as it stands when it is sent', async () => {
  const { read, server } = await setUp()
  expect(await read()).toMatch(/^\S+ unit:a=5$/)
  server.socket.send(crateUpdate(TOPIC, 6, {}))
  expect(await read()).toMatch(/ unit:a=6$/)
})

test('rows that an event has loaded are asked for with what was heard, that event included', async () => {
  const { cache, clock, loads, queryClient, server } = await setUp()
  const observer = new QueryObserver(queryClient, {
    ...liveQueryOptions([TOPIC]),
    queryKey: ['crate', 'c1'],
    queryFn: ({ signal }) =>
      cache.read({ key: ['crate', 'c1'], topics: [TOPIC], signal }, () => Promise.resolve({ id: 'c1' })),
  })
  undo.push(observer.subscribe(() => undefined))
  await vi.waitFor(() => expect(observer.getCurrentResult().isSuccess).toBe(true))
  server.socket.send(crateUpdate(TOPIC, 6, { data: { id: 'c1' } }))
  await clock.advance(20)
  await vi.waitFor(() => expect(loads).toHaveLength(1))
  expect(loads[0]).toMatch(/ unit:a=6$/)
})

test('while an own change is under way and for 5 s after it, reads say nothing', async () => {
  const { cache, clock, read } = await setUp()
  await cache.change(
    async () => {
      expect(await read()).toBeNull()
    },
    () => [],
  )
  expect(await read()).toBeNull()
  await clock.advance(4_999)
  expect(await read()).toBeNull()
  await clock.advance(1)
  expect(await read()).not.toBeNull()
})

test('a read of a topic that is not heard says nothing', async () => {
  const { clock, read } = await setUp()
  const reading = read([TOPIC, 'unit:elsewhere'])
  await Promise.resolve()
  await clock.advance(1_500)
  expect(await reading).toBeNull()
})
