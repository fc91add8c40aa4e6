// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { patch, type LiveContract } from '@/lib/realtime/client/liveContract.ts'
import type { LiveRequest } from './live/liveCache.ts'
import type { RowRange } from './live/blocksAround.ts'
import { createTestDesk, crateUpdate } from './testing/createTestDesk.tsx'
import { useLiveWindow } from './useLiveWindow.ts'

vi.mock('next/navigation', () => ({ usePathname: () => '/crates' }))
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const advance = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

const TOPIC = 'unit:1'
const KEY = ['archive', 'crates', {}]

interface Crate {
  readonly id: string
  readonly version: number
  readonly rank: number
}

interface Asked {
  readonly offset: number
  readonly signal: AbortSignal
  answer(): void
}

const rangeAt = (first: number, count?: number, direction: RowRange['direction'] = null): RowRange => ({
  first,
  last: first + 19,
  direction,
  count,
})

/** A mounted window over `count` crates on a server that answers when it is told to. */
async function mounted(count: number, first = rangeAt(0)) {
  const table = Array.from({ length: count }, (_, rank): Crate => ({ id: `c${rank}`, version: 1, rank }))
  const load = vi.fn(async (ids: readonly string[]) => table.filter(({ id }) => ids.includes(id)))
  const contract: LiveContract = {
    name: 'archive',
    effects: {
      crate: [
        patch<Crate>({
          load,
          lists: [{ key: ['archive', 'crates'], matches: () => true, order: (a, b) => a.rank - b.rank }],
        }),
      ],
    },
  }
  const desk = createTestDesk([contract])
  const open: Asked[] = []
  const asked: number[] = []
  const fetchBlock = ({ offset, limit, request }: { offset: number; limit: number; request: LiveRequest }) =>
    new Promise<{ items: readonly Crate[]; total: number }>((resolve, reject) => {
      const { signal } = request
      asked.push(offset)
      signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
      // As it stands when it is answered.
      const answer = () => resolve({ items: table.slice(offset, offset + limit), total: table.length })
      open.push({ offset, signal, answer })
    })
  const hook = renderHook(
    ({ range }) => useLiveWindow<Crate>({ key: KEY, topics: [TOPIC], fetchBlock, range }),
    { wrapper: desk.wrapper, initialProps: { range: first } },
  )
  await act(() => desk.connect())
  await act(async () => desk.answerSubscribe(TOPIC, 0))
  await advance(0)
  let seq = 0
  return {
    asked,
    open,
    table,
    load,
    desk,
    shown: () => hook.result.current,
    blocks: () => [...hook.result.current.blocks.keys()],
    async see(range: RowRange) {
      hook.rerender({ range })
      await advance(0)
    },
    async answerAll() {
      open.splice(0).forEach(({ answer }) => answer())
      await advance(0)
    },
    tell(id: string, action = 'updated') {
      desk.server.socket.send(crateUpdate(TOPIC, (seq += 1), { action, data: { id } }))
    },
  }
}

/** A window that has loaded its first blocks. */
async function loaded(count: number) {
  const it = await mounted(count)
  await it.answerAll()
  await it.see(rangeAt(0, count))
  await it.answerAll()
  expect(it.blocks()).toEqual([0, 1])
  return it
}

test('what is in sight is asked for with its neighbours, and nothing else', async () => {
  const it = await loaded(100_000)
  expect(it.asked).toEqual([0, 100])
  expect(it.shown().total).toBe(100_000)
  await it.see(rangeAt(150, 100_000, 'forward'))
  expect(it.asked).toEqual([0, 100, 200, 300, 400, 500])
})

test('a jump asks at once; who jumps on asks for nothing on the way, and gives up what nobody waits for', async () => {
  const it = await mounted(100_000, rangeAt(5_000, 100_000))
  expect(it.asked).toEqual([4_900, 5_000, 5_100])
  await it.see(rangeAt(20_000, 100_000))
  await advance(1)
  expect(it.asked.slice(3)).toEqual([19_900, 20_000, 20_100])
  for (const first of [30_000, 40_000, 60_000]) await it.see(rangeAt(first, 100_000))
  expect(it.asked).toHaveLength(6)
  await advance(100)
  expect(it.asked.slice(6)).toEqual([59_900, 60_000, 60_100])
  expect(it.open.slice(0, 6).every(({ signal }) => signal.aborted)).toBe(true)
})

test('after a jump the list is as long as it was, though nothing in sight is loaded yet', async () => {
  const it = await loaded(100_000)
  await it.see(rangeAt(50_000, 100_000))
  await advance(100)
  expect([it.blocks(), it.shown().total]).toEqual([[], 100_000])
  await it.answerAll()
  expect(it.blocks()).toEqual([499, 500, 501])
})

test('a row in sight changes in place: its block and the others are not asked for again', async () => {
  const it = await loaded(300)
  it.table[7] = { id: 'c7', rank: 7, version: 2 }
  it.tell('c7')
  await advance(20)
  expect(it.shown().blocks.get(0)?.[7]).toEqual({ id: 'c7', rank: 7, version: 2 })
  expect(it.load).toHaveBeenCalledTimes(1)
  expect(it.open).toHaveLength(0)
})

test('a row that comes moves all: every block in sight is asked for again, and the total with it', async () => {
  const it = await loaded(300)
  it.table.unshift({ id: 'new', rank: -1, version: 1 })
  it.tell('new', 'created')
  await advance(15)
  expect(it.open.map(({ offset }) => offset).toSorted((a, b) => a - b)).toEqual([0, 100])
  await it.answerAll()
  expect(it.shown().total).toBe(301)
  expect(it.shown().blocks.get(0)?.[0]?.id).toBe('new')
  expect(it.shown().blocks.get(1)?.[0]?.id).toBe('c99')
})

test('a block that left the sight is shown at once when it comes back, and looked at anew if it may be old', async () => {
  const it = await loaded(1_000)
  await it.see(rangeAt(190, 1_000))
  await it.answerAll()
  await it.see(rangeAt(300, 1_000))
  await it.answerAll()
  it.table[5] = { id: 'c5', rank: 5, version: 2 }
  it.tell('c5')
  await advance(15)
  await it.answerAll()
  const before = it.asked.length
  await it.see(rangeAt(190, 1_000))
  await it.see(rangeAt(90, 1_000))
  expect(it.shown().blocks.get(0)?.[5]?.version).toBe(1)
  expect(it.asked.slice(before)).toContain(0)
  await it.answerAll()
  expect(it.shown().blocks.get(0)?.[5]?.version).toBe(2)
})

test('fifty events a second: one request for each block at a time, and the list is never a second behind', async () => {
  const it = await loaded(300)
  const stepMs = 20
  let behindMs = 0
  for (let now = 0; now < 3_000; now += stepMs) {
    it.table.unshift({ id: `n${now}`, rank: -1 - now, version: 1 })
    it.tell(`n${now}`, 'created')
    await advance(stepMs)
    const offsets = it.open.map(({ offset }) => offset)
    expect(offsets.length).toBe(new Set(offsets).size)
    // Every answer takes up to 160 ms.
    if (now % 160 === 0) await it.answerAll()
    const newest = it.shown().blocks.get(0)?.[0]?.id ?? ''
    behindMs = Math.max(behindMs, now - Number(newest.slice(1)))
  }
  expect(behindMs).toBeLessThan(1_000)
  expect(it.asked.length).toBeLessThan(2 * (3_000 / 160 + 4))
})
