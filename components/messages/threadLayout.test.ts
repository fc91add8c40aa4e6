import { expect, test } from 'vitest'
import { rowsBetween, spanOf, topsOf } from './threadLayout'
import type { ThreadRow } from './threadRows'

const row = (key: string): ThreadRow => ({ kind: 'day', key, at: '2026-01-01T00:00:00.000Z' })
const ROWS = ['a', 'b', 'c', 'd'].map(row)

test('rows begin where the ones before them end, as drawn or as guessed', () => {
  expect(topsOf(ROWS, new Map([['b', 100]]))).toEqual([0, 36, 136, 172, 208])
  expect(topsOf([], new Map())).toEqual([0])
})

test('the rows in sight are those that cover any of it', () => {
  const tops = [0, 10, 20, 30, 40]
  expect(rowsBetween(tops, { top: 0, bottom: 5 })).toEqual({ from: 0, to: 1 })
  expect(rowsBetween(tops, { top: 10, bottom: 29 })).toEqual({ from: 1, to: 3 })
  expect(rowsBetween(tops, { top: -50, bottom: 500 })).toEqual({ from: 0, to: 4 })
  expect(rowsBetween(tops, { top: 500, bottom: 900 })).toEqual({ from: 3, to: 4 })
  expect(rowsBetween([0], { top: 0, bottom: 100 })).toEqual({ from: 0, to: 0 })
})

test('a span holds both and what is between', () => {
  expect(spanOf({ from: 3, to: 5 }, { from: 9, to: 10 })).toEqual({ from: 3, to: 10 })
})
