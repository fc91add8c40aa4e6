import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PatchedList } from '@/lib/realtime/client/liveContract.ts'
import { patchList } from './patchList.ts'

interface Row {
  readonly id: string
  readonly rank: number
  readonly status: 'stored' | 'requested'
  readonly version: number
}
interface Filter {
  readonly status?: Row['status']
  readonly q?: string
}

const byRank: PatchedList<Row, Filter> = {
  key: ['rows'],
  matches: (row, { status, q }) => (q ? null : !status || row.status === status),
  order: (a, b) => a.rank - b.rank || a.id.localeCompare(b.id),
}
const list = byRank as PatchedList<{ id: string }, unknown>

/** What the server answers: a page of rows after a cursor, in order. */
function fetchPage(table: ReadonlyMap<string, Row>, filter: Filter, cursor: string | null, size: number) {
  const all = [...table.values()]
    .filter((row) => !filter.status || row.status === filter.status)
    .toSorted((a, b) => byRank.order?.(a, b, filter) ?? 0)
  const cursorOf = ({ rank, id }: Row) => `${String(rank).padStart(4, '0')} ${id}`
  const rest = cursor === null ? all : all.filter((row) => cursorOf(row) > cursor)
  const items = rest.slice(0, size)
  const last = items.at(-1)
  return { items, next_cursor: rest.length > size && last ? cursorOf(last) : null }
}

function fetchPages(table: ReadonlyMap<string, Row>, filter: Filter, from: string | null, count: number) {
  const pages = [fetchPage(table, filter, from, 3)]
  const pageParams = [from]
  while (pages.length < count) {
    const next = pages.at(-1)?.next_cursor ?? null
    if (next === null) break
    pages.push(fetchPage(table, filter, next, 3))
    pageParams.push(next)
  }
  return { pages, pageParams }
}

/** A list without cursors that lead nowhere: rows that went beyond what is loaded are noticed when one gets there. */
function shown(data: unknown, table: ReadonlyMap<string, Row>, filter: Filter): unknown {
  return JSON.parse(JSON.stringify(data), (key, value: unknown) => {
    const leadsNowhere =
      key === 'next_cursor' &&
      typeof value === 'string' &&
      fetchPage(table, filter, value, 1).items.length === 0
    return leadsNowhere ? null : value
  })
}

const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l']

const change = fc.record({
  id: fc.constantFrom(...IDS),
  rank: fc.nat(5),
  status: fc.constantFrom('stored' as const, 'requested' as const),
  isDeleted: fc.boolean(),
})

describe('patchList', () => {
  test.each([
    ['one page', (table: ReadonlyMap<string, Row>, filter: Filter) => fetchPage(table, filter, null, 5)],
    ['two pages', (table: ReadonlyMap<string, Row>, filter: Filter) => fetchPages(table, filter, null, 2)],
    [
      'later pages',
      (table: ReadonlyMap<string, Row>, filter: Filter) => fetchPages(table, filter, '0001 c', 2),
    ],
  ])('%s: whatever changes, the rows equal a fresh fetch or it is fetched', (_, fetch) => {
    const filters = fc.constantFrom<Filter>({}, { status: 'stored' })
    let kept = 0
    fc.assert(
      fc.property(filters, fc.array(change, { maxLength: 30 }), (filter, changes) => {
        const table = new Map<string, Row>()
        for (const [at, id] of IDS.slice(0, 8).entries()) {
          table.set(id, { id, rank: at % 6, status: 'stored', version: 1 })
        }
        let data: unknown = fetch(table, filter)
        for (const { id, rank, status, isDeleted } of changes) {
          const version = (table.get(id)?.version ?? 0) + 1
          if (isDeleted) table.delete(id)
          else table.set(id, { id, rank, status, version })
          const patched = patchList(data, { id, row: table.get(id) ?? null }, list, filter)
          data = patched.refetch ? fetch(table, filter) : (patched.data ?? data)
          if (!patched.refetch) kept += 1
          expect(shown(data, table, filter)).toEqual(shown(fetch(table, filter), table, filter))
        }
      }),
      { numRuns: 300 },
    )
    expect(kept).toBeGreaterThan(300)
  })

  const rows = [
    { id: 'a', rank: 1, status: 'stored', version: 2 },
    { id: 'b', rank: 2, status: 'stored', version: 2 },
  ] as const
  const page = { items: rows, next_cursor: null }

  test('a row that only changes is replaced where it stands, without a fetch', () => {
    const row = { id: 'a', rank: 1, status: 'stored', version: 3 } as const
    const patched = patchList(page, { id: 'a', row }, list, {})
    expect(patched).toEqual({ data: { items: [row, rows[1]], next_cursor: null }, refetch: false })
  })

  test('an older copy never replaces a newer one', () => {
    const row = { id: 'a', rank: 9, status: 'requested', version: 1 } as const
    expect(patchList(page, { id: 'a', row }, list, {})).toEqual({ refetch: false })
  })

  test('a list whose filter cannot be judged here is fetched', () => {
    const row = { ...rows[0], version: 3 }
    expect(patchList(page, { id: 'a', row }, list, { q: 'word' })).toEqual({ refetch: true })
  })

  test('a list with a total is fetched whenever a row comes or goes, loaded or not', () => {
    const counted = { ...page, total: 7 }
    expect(patchList(counted, { id: 'z', row: null }, list, {}).refetch).toBe(true)
    expect(patchList(counted, { id: 'a', row: null }, list, {}).refetch).toBe(true)
    expect(patchList(counted, { id: 'a', row: { ...rows[0], version: 3 } }, list, {}).refetch).toBe(false)
  })

  test('plain arrays are lists; anything else is fetched', () => {
    expect(patchList([...rows], { id: 'a', row: null }, list, {}).data).toEqual([rows[1]])
    expect(patchList('rows', { id: 'a', row: null }, list, {})).toEqual({ refetch: true })
  })
})
