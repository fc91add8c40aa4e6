// @vitest-environment jsdom
import { act, renderHook, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { crateUpdate, createTestDesk } from '../testing/createTestDesk.tsx'
import { BLOCK_ROWS, type RowRange } from '../live/blocksAround.ts'
import { noteOwn } from './ownVersions.ts'
import { useCalmWindow } from './useCalmWindow.ts'
import { useRowChanges } from './useRowChanges.ts'

vi.mock('next/navigation', () => ({ usePathname: () => '/crates' }))

const row = (id: string, version = 1) => ({ id, version })
type Rows = ReturnType<typeof row>[]

interface Seen {
  readonly rows: Rows
  readonly isReading: boolean
  readonly list: string
  readonly first: number
}

const rangeAt = (first: number, count: number): RowRange => ({
  first,
  last: first + 9,
  direction: null,
  count,
})

/** A list of which, as on a page, only the blocks around the sight are loaded. */
function calm(rows: Rows, over: Partial<Seen> = {}) {
  let props: Seen = { rows, isReading: false, list: 'all', first: 0, ...over }
  const view = renderHook(
    ({ rows: all, isReading, list, first }: Seen) => {
      const cache = sourceOf(all)
      const shown = useCalmWindow(
        { listKey: list, isReading, isNewestFirst: true, range: rangeAt(first, all.length) },
        (range) => cache.around(range),
      )
      const { changeOf } = useRowChanges(list, shown.blocks)
      return { ...shown, changeOf }
    },
    { initialProps: props, wrapper: createTestDesk().wrapper },
  )
  const ids = (from = 0, to = 9) =>
    Array.from({ length: to - from + 1 }, (_, at) => view.result.current.rowAt(from + at)?.id).filter(
      (id) => id !== undefined,
    )
  return {
    now: () => view.result.current,
    ids,
    see: (changes: Partial<Seen>) => view.rerender((props = { ...props, ...changes })),
  }
}

/** The same blocks for the same rows, as the cache has them. */
const sources = new WeakMap<Rows, ReturnType<typeof createSource>>()
function sourceOf(rows: Rows) {
  const source = sources.get(rows) ?? createSource(rows)
  sources.set(rows, source)
  return source
}
function createSource(rows: Rows) {
  const known = new Map<string, ReadonlyMap<number, Rows>>()
  return {
    around(range: RowRange) {
      const from = Math.max(0, Math.floor(range.first / BLOCK_ROWS) - 1)
      const to = Math.floor(range.last / BLOCK_ROWS) + 1
      const blocks =
        known.get(`${from}-${to}`) ??
        new Map(
          Array.from({ length: to - from + 1 }, (_, at): [number, Rows] => {
            const start = (from + at) * BLOCK_ROWS
            return [from + at, rows.slice(start, start + BLOCK_ROWS)]
          }).filter(([, part]) => part.length > 0),
        )
      known.set(`${from}-${to}`, blocks)
      return { blocks, total: rows.length, error: null, refetch: () => undefined }
    },
  }
}

const many = (count: number): Rows => Array.from({ length: count }, (_, at) => row(`r${at}`))

test('while one reads, a row that others add waits, and shows when one has read', () => {
  const list = calm([row('b'), row('a')])
  const rows = [row('c'), row('b'), row('a')]
  list.see({ rows, isReading: true })
  expect(list.ids()).toEqual(['b', 'a'])
  expect([list.now().waiting, list.now().count, list.now().total]).toEqual([1, 2, 3])
  list.see({ isReading: false })
  expect(list.ids()).toEqual(['c', 'b', 'a'])
  expect([list.now().waiting, list.now().count]).toEqual([0, 3])
})

test('whoever asks for them sees them at once, and goes on reading', () => {
  const list = calm([row('b'), row('a')])
  list.see({ rows: [row('c'), row('b'), row('a')], isReading: true })
  act(() => list.now().show())
  expect(list.ids()).toEqual(['c', 'b', 'a'])
  list.see({ rows: [row('d'), row('c'), row('b'), row('a')] })
  expect(list.ids()).toEqual(['c', 'b', 'a'])
})

test('while one reads, a row that leaves keeps its place, marked; a change shows at once', () => {
  const list = calm([row('c'), row('b'), row('a')])
  list.see({ rows: [row('c'), row('a', 2)], isReading: true })
  expect([0, 1, 2].map((index) => list.now().rowAt(index))).toEqual([row('c'), row('b'), row('a', 2)])
  expect([...list.now().departed]).toEqual(['b'])
  expect(list.now().waiting).toBe(0)
  list.see({ isReading: false })
  expect(list.ids()).toEqual(['c', 'a'])
})

test('own rows do not wait', () => {
  const list = calm([row('c'), row('b')])
  list.see({ rows: [noteOwn(row('own')), row('c'), row('b')], isReading: true })
  expect(list.ids()).toEqual(['own', 'c', 'b'])
  expect(list.now().waiting).toBe(0)
})

test('rows that come below the last one show at once', () => {
  const list = calm([row('c'), row('b')])
  list.see({ rows: [row('c'), row('b'), row('a')], isReading: true })
  expect(list.ids()).toEqual(['c', 'b', 'a'])
  expect(list.now().waiting).toBe(0)
})

test('another filter is another list', () => {
  const list = calm([row('b'), row('a')])
  list.see({ rows: [row('z')], isReading: true, list: 'stored' })
  expect(list.ids()).toEqual(['z'])
})

test('who scrolls on after others have added rows misses none and sees none twice', () => {
  const first = many(1_000)
  const list = calm(first)
  list.see({ first: 250, isReading: true })
  expect(list.ids(250, 252)).toEqual(['r250', 'r251', 'r252'])
  list.see({ rows: [row('new1'), row('new2'), row('new3'), ...first] })
  expect(list.ids(250, 252)).toEqual(['r250', 'r251', 'r252'])
  expect(list.now().waiting).toBe(3)
  list.see({ first: 295 })
  expect(list.ids(295, 304)).toEqual(first.slice(295, 305).map(({ id }) => id))
  list.see({ first: 620 })
  expect(list.ids(620, 622)).toEqual(['r620', 'r621', 'r622'])
  list.see({ first: 990 })
  expect([list.now().count, list.ids(998, 1_005)]).toEqual([1_000, ['r998', 'r999']])
})

test('a row that moves by itself does not move the others', () => {
  const first = many(300)
  const list = calm(first, { first: 20 })
  list.see({ isReading: true })
  const moved = [row('r29', 2), ...first.filter(({ id }) => id !== 'r29')]
  list.see({ rows: moved })
  expect(list.ids(20, 29)).toEqual(first.slice(20, 30).map(({ id }) => id))
  expect(list.now().waiting).toBeLessThanOrEqual(1)
})

const asBlock = (rows: Rows) => new Map([[0, rows]])

function changes(first: Rows) {
  const view = renderHook(({ blocks }) => useRowChanges('all', blocks), {
    initialProps: { blocks: asBlock(first) },
    wrapper: createTestDesk().wrapper,
  })
  return {
    tinted: (rows: Rows) => {
      view.rerender({ blocks: asBlock(rows) })
      return rows.filter((each) => view.result.current.changeOf(each)).map(({ id }) => id)
    },
    tintedIn: (blocks: Map<number, Rows>) => {
      view.rerender({ blocks })
      return [...blocks.values()]
        .flat()
        .filter((each) => view.result.current.changeOf(each))
        .map(({ id }) => id)
    },
  }
}

test('what others change or add on top tints; what was there, own writes and rows below do not', () => {
  const list = changes([row('b'), row('a')])
  expect(list.tinted([row('b'), row('a')])).toEqual([])
  expect(list.tinted([row('c'), row('b', 2), row('a')])).toEqual(['c', 'b'])
  expect(list.tinted([row('c'), row('b', 2), noteOwn(row('a', 2)), row('older')])).toEqual(['c', 'b'])
})

test('a part of the list that is seen for the first time does not tint', () => {
  const list = changes([row('b'), row('a')])
  expect(
    list.tintedIn(
      new Map([
        [3, [row('y'), row('z')]],
        [2, [row('w'), row('x')]],
      ]),
    ),
  ).toEqual([])
  expect(list.tintedIn(new Map([[2, [row('v'), row('w'), row('x', 2)]]]))).toEqual(['v', 'x'])
})

test('a change says who made it, as they are called now; several people are one question', async () => {
  const asked = vi.fn(async (_path: string) =>
    Response.json({
      items: [
        { id: 'ben', name: 'Ben Okafor' },
        { id: 'cleo', name: 'Cleo Park' },
      ],
    }),
  )
  vi.stubGlobal('fetch', asked)
  const desk = createTestDesk()
  const view = renderHook(({ blocks }) => useRowChanges('all', blocks), {
    initialProps: { blocks: asBlock([row('x'), row('y'), row('z')]) },
    wrapper: desk.wrapper,
  })
  const socket = await desk.connect()
  const update = (id: string, seq: number, by?: string) =>
    crateUpdate('unit:a', seq, { data: { id, version: 2 }, ...(by && { by }) })
  socket.send({ type: 'subscribed', topic: 'unit:a', epoch: 'e1', seq: 0, recovered: null, replayed: 0 })
  socket.send(update('y', 1, 'ben'))
  socket.send(update('x', 2, 'cleo'))
  socket.send(update('z', 3))
  const rows = [row('x', 2), row('y', 2), row('z', 2)]
  view.rerender({ blocks: asBlock(rows) })
  await desk.clock.advance(0)
  desk.answerSubscribe('directory', 0)
  const named = () => rows.map((each) => view.result.current.changeOf(each)?.by)
  await waitFor(() => expect(named()).toEqual(['Cleo Park', 'Ben Okafor', null]))
  expect(asked.mock.calls.map(([path]) => path)).toEqual(['/api/people?ids=cleo,ben'])
  vi.unstubAllGlobals()
})

test('a list that is read and watched at once comes to rest', () => {
  const list = calm([row('b'), row('a')])
  list.see({ rows: [row('c'), row('b', 3), row('a')], isReading: true })
  expect(list.ids().filter((id, at) => list.now().rowAt(at) && id === 'b')).toEqual(['b'])
  expect(['b', 'a'].filter((id, at) => list.now().changeOf(list.now().rowAt(at) ?? row(id)))).toEqual(['b'])
})
