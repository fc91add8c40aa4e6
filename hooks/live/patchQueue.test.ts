import { InfiniteQueryObserver, QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { patch, type LiveContract } from '@/lib/realtime/client/liveContract.ts'
import { createClientUnderTest, crateUpdate } from '@/lib/realtime/client/testing/createClientUnderTest.ts'
import { createLiveCache } from './createLiveCache.ts'
import { liveQueryOptions } from './liveQueryOptions.ts'

const TOPIC = 'unit:1'
const undo: (() => void)[] = []
afterEach(() => undo.splice(0).forEach((stop) => stop()))

interface Crate {
  readonly id: string
  readonly rank: number
  readonly version: number
}

/** A list of two crates and the detail of one, shown by a cache on a scripted server. */
async function shown() {
  const table = new Map<string, Crate>()
  for (const [rank, id] of ['c1', 'c2'].entries()) table.set(id, { id, rank, version: 1 })
  const load = vi.fn(async (ids: readonly string[]) => ids.flatMap((id) => table.get(id) ?? []))
  const contract: LiveContract = {
    name: 'archive',
    effects: {
      crate: [
        patch<Crate>({
          load,
          lists: [{ key: ['crates'], matches: () => true, order: (a, b) => a.rank - b.rank }],
          details: [(id) => ['crate', id]],
        }),
      ],
    },
  }
  const it = createClientUnderTest()
  const queryClient = new QueryClient()
  const cache = createLiveCache({
    client: it.client,
    queryClient,
    contracts: [contract],
    load: () => Promise.reject(new Error('not used')),
    clock: it.clock,
    random: () => 0,
  })
  undo.push(cache.attach())
  await it.connect()
  it.client.subscribe(TOPIC)
  it.answerSubscribe(TOPIC, 5)

  const read = <Data>(key: readonly unknown[], fetch: () => Promise<Data>) => ({
    ...liveQueryOptions([TOPIC]),
    queryKey: key,
    queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
      cache.read({ key, topics: [TOPIC], signal }, fetch),
  })
  const fetchList = vi.fn(async () => ({
    items: [...table.values()].toSorted((a, b) => a.rank - b.rank),
    next_cursor: null as string | null,
  }))
  const fetchDetail = vi.fn(async () => table.get('c1') ?? null)
  const list = new InfiniteQueryObserver(queryClient, {
    ...read(['crates', {}], fetchList),
    initialPageParam: null,
    getNextPageParam: (last: Awaited<ReturnType<typeof fetchList>>) => last.next_cursor ?? undefined,
  })
  const detail = new QueryObserver(queryClient, read(['crate', 'c1'], fetchDetail))
  undo.push(
    list.subscribe(() => undefined),
    detail.subscribe(() => undefined),
  )
  await vi.waitFor(() =>
    expect(detail.getCurrentResult().isSuccess && list.getCurrentResult().isSuccess).toBe(true),
  )
  const tell = (seq: number, id: string, over = {}) =>
    it.server.socket.send(crateUpdate(TOPIC, seq, { data: { id }, ...over }))
  const rows = () => list.getCurrentResult().data?.pages.flatMap(({ items }) => items)
  return { it, table, load, fetchList, fetchDetail, list, detail, rows, tell, queryClient }
}

describe('patches', () => {
  test('many events share one request, and rows change where they are shown without a fetch', async () => {
    const { detail, fetchDetail, fetchList, it, load, rows, table, tell } = await shown()
    table.set('c1', { id: 'c1', rank: 0, version: 2 })
    table.set('c2', { id: 'c2', rank: 1, version: 2 })
    tell(6, 'c1')
    tell(7, 'c2')
    tell(8, 'c1')
    await it.clock.advance(15)
    expect(load.mock.calls.map(([ids]) => ids)).toEqual([['c1', 'c2']])
    expect(rows()).toEqual([...table.values()])
    expect(detail.getCurrentResult().data).toEqual(table.get('c1'))
    expect([fetchList.mock.calls.length, fetchDetail.mock.calls.length]).toEqual([1, 1])
  })

  test('a row that comes has the list fetched; one that goes is taken out', async () => {
    const { fetchList, it, rows, table, tell } = await shown()
    table.set('c3', { id: 'c3', rank: 2, version: 1 })
    tell(6, 'c3', { action: 'created' })
    await it.clock.advance(15)
    await vi.waitFor(() => expect(rows()).toEqual([...table.values()]))
    expect(fetchList).toHaveBeenCalledTimes(2)
    table.delete('c2')
    tell(7, 'c2', { action: 'deleted' })
    await it.clock.advance(15)
    expect(rows()).toEqual([...table.values()])
    expect(fetchList).toHaveBeenCalledTimes(2)
  })

  test('one request at a time: events meanwhile make the next one', async () => {
    const { it, load, table, tell, rows } = await shown()
    let answer = (): void => undefined
    load.mockImplementationOnce(async (ids) => {
      const read = ids.flatMap((id) => table.get(id) ?? [])
      await new Promise<void>((resolve) => (answer = resolve))
      return read
    })
    tell(6, 'c1')
    await it.clock.advance(15)
    table.set('c1', { id: 'c1', rank: 0, version: 2 })
    tell(7, 'c1')
    await it.clock.advance(1_000)
    expect(load).toHaveBeenCalledTimes(1)
    answer()
    await it.clock.advance(15)
    await it.clock.advance(15)
    expect(load).toHaveBeenCalledTimes(2)
    expect(rows()?.[0]).toEqual(table.get('c1'))
  })

  test('a request that fails has everything fetched that it would have patched', async () => {
    const { fetchDetail, fetchList, it, load, tell } = await shown()
    load.mockRejectedValueOnce(new Error('away'))
    tell(6, 'c1')
    await it.clock.advance(15)
    await vi.waitFor(() =>
      expect([fetchList.mock.calls.length, fetchDetail.mock.calls.length]).toEqual([2, 2]),
    )
  })

  test('a bulk names no rows: lists and details are fetched', async () => {
    const { fetchDetail, fetchList, it, load, tell } = await shown()
    tell(6, '', { data: { bulk: 500 } })
    await it.clock.advance(15)
    expect(load).not.toHaveBeenCalled()
    await vi.waitFor(() =>
      expect([fetchList.mock.calls.length, fetchDetail.mock.calls.length]).toEqual([2, 2]),
    )
  })

  test('an event during a fetch is not patched under it: one more fetch follows', async () => {
    const { fetchList, it, list, rows, table, tell, load } = await shown()
    let answer = (): void => undefined
    const old = { items: [...table.values()], next_cursor: null }
    fetchList.mockImplementationOnce(async () => {
      await new Promise<void>((resolve) => (answer = resolve))
      return old
    })
    const refetched = list.refetch()
    await vi.waitFor(() => expect(fetchList).toHaveBeenCalledTimes(2))
    table.set('c2', { id: 'c2', rank: 1, version: 2 })
    tell(6, 'c2')
    await it.clock.advance(15)
    answer()
    await refetched
    await it.clock.advance(100)
    await vi.waitFor(() => expect(rows()).toEqual([...table.values()]))
    expect(load.mock.calls.length).toBeLessThanOrEqual(1)
  })
})
