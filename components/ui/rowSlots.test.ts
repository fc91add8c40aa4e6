import { expect, test } from 'vitest'
import { createRowSlots } from './rowSlots'

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at)
const name = (index: number) => `r${index}`
const slotsOf = (rows: readonly { readonly index: number; readonly slot: number }[]) =>
  new Map(rows.map(({ index, slot }) => [index, slot]))

test('rows that stay keep their elements, rows that come get those of rows that went', () => {
  const slots = createRowSlots()
  const before = slotsOf(slots.assign(range(0, 9), name))
  const after = slotsOf(slots.assign(range(4, 13), name))
  for (const index of range(4, 9)) expect(after.get(index)).toBe(before.get(index))
  const gone = range(0, 3).map((index) => before.get(index))
  expect(range(10, 13).map((index) => after.get(index))).toEqual(gone)
})

test('a jump makes no element: all of them are used again', () => {
  const slots = createRowSlots()
  const before = new Set(slotsOf(slots.assign(range(0, 9), name)).values())
  expect(new Set(slotsOf(slots.assign(range(50_000, 50_009), name)).values())).toEqual(before)
})

test('a row that moves in the list takes its element along', () => {
  const slots = createRowSlots()
  const before = slotsOf(slots.assign(range(0, 9), name))
  const after = slotsOf(slots.assign(range(0, 9), (index) => (index === 0 ? 'new' : name(index - 1))))
  for (const index of range(1, 9)) expect(after.get(index)).toBe(before.get(index - 1))
})

test('asked again it answers the same, and no two rows share an element', () => {
  const slots = createRowSlots()
  slots.assign([3, ...range(40, 49)], name)
  const twice = (index: number) => (index === 41 ? 'r40' : name(index))
  const first = slots.assign([3, ...range(38, 47)], twice)
  expect(slots.assign([3, ...range(38, 47)], twice)).toEqual(first)
  expect(new Set(first.map(({ slot }) => slot)).size).toBe(11)
})
