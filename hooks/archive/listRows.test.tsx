// @vitest-environment jsdom
import { renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import { noteOwn } from './ownVersions.ts'
import { useCalmRows } from './useCalmRows.ts'
import { useRowChanges } from './useRowChanges.ts'

const row = (id: string, version = 1) => ({ id, version })
type Rows = ReturnType<typeof row>[]

function calm(first: Rows) {
  const view = renderHook(
    ({ rows, isReading, list }: { rows: Rows; isReading: boolean; list: string }) =>
      useCalmRows(list, rows, isReading),
    { initialProps: { rows: first, isReading: false, list: 'all' } },
  )
  return {
    now: () => view.result.current,
    ids: () => view.result.current.rows?.map(({ id }) => id),
    see: (rows: Rows, isReading: boolean, list = 'all') => view.rerender({ rows, isReading, list }),
  }
}

test('while one reads, a row that others add waits, and shows when one has read', () => {
  const list = calm([row('b'), row('a')])
  list.see([row('c'), row('b'), row('a')], true)
  expect(list.ids()).toEqual(['b', 'a'])
  expect(list.now().waiting).toBe(1)
  list.see([row('c'), row('b'), row('a')], false)
  expect(list.ids()).toEqual(['c', 'b', 'a'])
  expect(list.now().waiting).toBe(0)
})

test('while one reads, a row that leaves keeps its place, marked; a change shows at once', () => {
  const list = calm([row('c'), row('b'), row('a')])
  const rows = [row('c'), row('a', 2)]
  list.see(rows, true)
  expect(list.now().rows).toEqual([row('c'), row('b'), row('a', 2)])
  expect([...list.now().departed]).toEqual(['b'])
  list.see(rows, false)
  expect(list.ids()).toEqual(['c', 'a'])
})

test('own rows and further pages do not wait', () => {
  const list = calm([row('c'), row('b')])
  list.see([noteOwn(row('own')), row('c'), row('b'), row('a')], true)
  expect(list.ids()).toEqual(['own', 'c', 'b', 'a'])
  expect(list.now().waiting).toBe(0)
})

test('another filter is another list', () => {
  const list = calm([row('b'), row('a')])
  list.see([row('z')], true, 'stored')
  expect(list.ids()).toEqual(['z'])
})

function changes(first: Rows) {
  const view = renderHook(({ rows }: { rows: Rows }) => useRowChanges('all', rows), {
    initialProps: { rows: first },
  })
  return {
    tinted: (rows: Rows) => {
      view.rerender({ rows })
      return rows.filter((each) => view.result.current.changeOf(each)).map(({ id }) => id)
    },
  }
}

test('what others change or add on top tints; what was there, own writes and further pages do not', () => {
  const list = changes([row('b'), row('a')])
  expect(list.tinted([row('b'), row('a')])).toEqual([])
  expect(list.tinted([row('c'), row('b', 2), row('a')])).toEqual(['c', 'b'])
  expect(list.tinted([row('c'), row('b', 2), noteOwn(row('a', 2)), row('older')])).toEqual(['c', 'b'])
})
