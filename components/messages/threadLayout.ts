import type { ThreadRow } from './threadRows'

/** A stretch of rows; `to` is not in it. */
export interface RowRange {
  readonly from: number
  readonly to: number
}

/** Heights that rows are taken to have until they have been drawn, in px. */
const GUESS = { day: 36, unread: 32, first: 60, line: 28 } as const

const guess = (row: ThreadRow): number =>
  row.kind === 'line' ? (row.isFirst ? GUESS.first : GUESS.line) : GUESS[row.kind]

/** Where each row begins, in px below the first one; the last number is where all of them end. */
export function topsOf(rows: readonly ThreadRow[], heights: ReadonlyMap<string, number>): readonly number[] {
  const tops = [0]
  for (const row of rows) tops.push((tops.at(-1) ?? 0) + (heights.get(row.key) ?? guess(row)))
  return tops
}

/** The rows between two heights, at least one where there are any. */
export function rowsBetween(
  tops: readonly number[],
  { top, bottom }: { readonly top: number; readonly bottom: number },
): RowRange {
  const count = tops.length - 1
  const from = Math.max(0, Math.min(count - 1, placeAt(tops, top)))
  const to = Math.min(count, placeAt(tops, bottom) + 1)
  return { from, to: Math.max(to, Math.min(count, from + 1)) }
}

/** The row that covers this height. */
function placeAt(tops: readonly number[], height: number): number {
  let [low, high] = [0, tops.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((tops[middle] ?? 0) <= height) low = middle
    else high = middle - 1
  }
  return low
}

/** Both, and what lies between them. */
export const spanOf = (one: RowRange, other: RowRange): RowRange => ({
  from: Math.min(one.from, other.from),
  to: Math.max(one.to, other.to),
})
