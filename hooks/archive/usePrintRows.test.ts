import { expect, test } from 'vitest'
import { fetchRows, PRINT_MAX } from './usePrintRows.ts'

const pagesOf = (count: number, size: number) => {
  const asked: number[] = []
  const all = Array.from({ length: count }, (_, index) => index)
  const fetchPage = (offset: number) => {
    asked.push(offset)
    return Promise.resolve({ items: all.slice(offset, offset + size), total: count })
  }
  return { asked, fetchPage }
}

test('pages are put together in order, and no more are asked for than there are', async () => {
  const { asked, fetchPage } = pagesOf(230, 100)
  const { rows, total } = await fetchRows(fetchPage)
  expect(rows).toEqual(Array.from({ length: 230 }, (_, index) => index))
  expect(total).toBe(230)
  expect(asked).toEqual([0, 100, 200])
})

test('the paper ends, and how many there are is still told', async () => {
  const { asked, fetchPage } = pagesOf(50_000, 100)
  const { rows, total } = await fetchRows(fetchPage)
  expect(rows).toHaveLength(PRINT_MAX)
  expect(total).toBe(50_000)
  expect(asked).toHaveLength(PRINT_MAX / 100)
})

test('an empty list is one question; one that shrinks meanwhile comes to an end', async () => {
  const { asked, fetchPage } = pagesOf(0, 100)
  expect(await fetchRows(fetchPage)).toEqual({ rows: [], total: 0 })
  expect(asked).toEqual([0])
  const shrinking = (offset: number) => Promise.resolve({ items: offset === 0 ? [1] : [], total: 2 })
  expect((await fetchRows(shrinking)).rows).toEqual([1])
})
