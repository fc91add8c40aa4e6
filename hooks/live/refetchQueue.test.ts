import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, test } from 'vitest'
import { createManualClock } from '@/lib/realtime/client/testing/manualClock.ts'
import { createRefetchQueue } from './refetchQueue.ts'

const undo: (() => void)[] = []
afterEach(() => undo.splice(0).forEach((stop) => stop()))

/** A mounted query, and when it was fetched since it was first shown, in ms. */
async function shown() {
  const clock = createManualClock()
  const queryClient = new QueryClient()
  const cache = queryClient.getQueryCache()
  const queue = createRefetchQueue({ cache, clock, random: () => 0 })
  const begun = clock.now()
  const fetchedAt: number[] = []
  undo.push(cache.subscribe((event) => queue.observe(event)))
  const observer = new QueryObserver(queryClient, {
    queryKey: ['activity'],
    queryFn: async () => fetchedAt.push(clock.now() - begun),
    staleTime: Infinity,
  })
  undo.push(observer.subscribe(() => undefined))
  const query = cache.find({ queryKey: ['activity'] })
  if (!query) throw new Error('nothing is shown')
  // The cache tells its observers in a task of its own.
  const settle = async (ms: number) => {
    await clock.advance(ms)
    await query.promise
    await new Promise((resolve) => setImmediate(resolve))
  }
  await settle(0)
  fetchedAt.length = 0
  return { queue, query, fetchedAt, settle }
}

test('what rests is fetched at once after a quiet time, and in a burst once in so many ms, the last event included', async () => {
  const { queue, query, fetchedAt, settle } = await shown()
  for (let step = 0; step < 25; step += 1) {
    queue.touch(query, 0, 1_000)
    await settle(100)
  }
  await settle(5_000)
  expect(fetchedAt).toEqual([0, 1_000, 2_000, 3_000])
  queue.touch(query, 0, 1_000)
  await settle(0)
  expect(fetchedAt).toHaveLength(5)
})

test('what does not rest is fetched with every event', async () => {
  const { queue, query, fetchedAt, settle } = await shown()
  for (let step = 0; step < 5; step += 1) {
    queue.touch(query)
    await settle(100)
  }
  expect(fetchedAt).toEqual([0, 100, 200, 300, 400])
})

test('an event that comes during a fetch is fetched after it, and after the rest', async () => {
  const { queue, query, fetchedAt, settle } = await shown()
  queue.touch(query, 0, 1_000)
  queue.touch(query, 0, 1_000)
  await settle(999)
  expect(fetchedAt).toEqual([0])
  await settle(1)
  expect(fetchedAt).toEqual([0, 1_000])
})
