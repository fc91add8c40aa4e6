/** Rows that are asked for at once. */
export const BLOCK_ROWS = 100

/** Rows in sight, by their index in the whole list, both included. */
export interface RowRange {
  readonly first: number
  readonly last: number
  /** Where one is scrolling to; null at rest. */
  readonly direction: 'forward' | 'backward' | null
  /** Rows in the whole list; undefined until that is known. */
  readonly count: number | undefined
}

/** Blocks that are loaded where one scrolls to: an answer may take as long as it takes to scroll through one or two. */
const AHEAD = 4

/** Blocks to have for what is in sight: those, one on each side, and some more where one scrolls to. Ascending. */
export function blocksAround({ first, last, direction, count }: RowRange): readonly number[] {
  const end = count === undefined ? 0 : Math.max(0, Math.ceil(count / BLOCK_ROWS) - 1)
  const ahead = { before: direction === 'backward' ? AHEAD : 1, after: direction === 'forward' ? AHEAD : 1 }
  const from = Math.min(end, Math.max(0, Math.floor(first / BLOCK_ROWS) - ahead.before))
  const to = Math.min(end, Math.floor(last / BLOCK_ROWS) + ahead.after)
  return Array.from({ length: Math.max(0, to - from) + 1 }, (_, index) => from + index)
}
