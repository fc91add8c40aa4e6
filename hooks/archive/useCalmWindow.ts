import { useMemo, useState } from 'react'
import type { ApiError } from '../ApiError.ts'
import { BLOCK_ROWS, type RowRange } from '../live/blocksAround.ts'
import {
  holdFresh,
  holdRows,
  rowIn,
  type Blocks,
  type HeldRow,
  type HeldWindow,
  type LoadedWindow,
} from './holdRows.ts'

/** A long list that does not jump while somebody reads it. */
export interface CalmWindow<R> {
  /** The row at a place; undefined while it is not loaded. */
  readonly rowAt: (index: number) => R | undefined
  /** How many places there are; undefined until something is loaded. */
  readonly count: number | undefined
  /** How many rows match in all, new ones that wait included. */
  readonly total: number | undefined
  /** Shown where they stood, though they are no longer there. */
  readonly departed: ReadonlySet<string>
  /** How many new rows wait. */
  readonly waiting: number
  /** Shows the list as it is. */
  readonly show: () => void
  /** The rows of the places around the sight, for whoever compares them over time. The same map until a row changes. */
  readonly blocks: Blocks<R> | undefined
  readonly error: ApiError | null
  readonly refetch: () => void
}

/** What `useCalmWindow` reads through: loads the part of the list around `range`. */
export interface CalmSource<R> {
  readonly blocks: Blocks<R>
  readonly total: number | undefined
  readonly error: ApiError | null
  readonly refetch: () => void
}

export interface CalmOptions {
  /** Names the list: another one is another list. */
  readonly listKey: string
  readonly isReading: boolean
  readonly isNewestFirst: boolean
  /** Places in sight. */
  readonly range: RowRange
}

const NOBODY: ReadonlySet<string> = new Set()

/**
 * While `isReading`, rows that others add wait, and rows that leave stay in their place, marked; changes within a row show at
 * once. `useSource` is asked for what is in sight, where it stands now.
 */
export function useCalmWindow<R extends HeldRow>(
  { listKey, isReading, isNewestFirst, range }: CalmOptions,
  useSource: (range: RowRange) => CalmSource<R>,
): CalmWindow<R> {
  const [held, setHeld] = useState<HeldWindow<R> | null>(null)
  const kept = held?.listKey === listKey ? held : null
  const { blocks, total, error, refetch } = useSource(shifted(range, kept?.shift ?? 0))
  const fresh = total === undefined ? null : { listKey, blocks, total }
  const next = fresh && heldNow(kept, fresh, { isReading, range, isNewestFirst })
  if (next && next !== held) setHeld(next)
  const [from, to] = [Math.floor(range.first / BLOCK_ROWS), Math.floor(range.last / BLOCK_ROWS)]
  // The same rows as long as nothing changes: whoever compares them by identity would never come to rest.
  const view = useMemo(() => (next ? viewOf(next, from, to) : null), [next, from, to])

  return {
    rowAt: view?.rowAt ?? (() => undefined),
    count: view?.count,
    total,
    departed: view?.departed ?? NOBODY,
    waiting: view?.waiting ?? 0,
    blocks: view?.blocks,
    show: () => setHeld(fresh && holdFresh(fresh)),
    error,
    refetch,
  }
}

/** The same object as long as nothing changes. */
function heldNow<R extends HeldRow>(
  kept: HeldWindow<R> | null,
  fresh: LoadedWindow<R>,
  { isReading, range, isNewestFirst }: Omit<CalmOptions, 'listKey'>,
): HeldWindow<R> {
  if (!kept) return holdFresh(fresh)
  if (isReading) return holdRows(kept, fresh, range, isNewestFirst)
  const isSame = kept.shift === 0 && kept.blocks === fresh.blocks && kept.total === fresh.total
  return isSame ? kept : holdFresh(fresh)
}

const shifted = (range: RowRange, shift: number): RowRange =>
  shift === 0
    ? range
    : {
        ...range,
        first: Math.max(0, range.first + shift),
        last: Math.max(0, range.last + shift),
        count: range.count === undefined ? undefined : Math.max(1, range.count + shift),
      }

function viewOf<R extends HeldRow>(held: HeldWindow<R>, from: number, to: number) {
  const { fresh, shift } = held
  const now = new Map([...fresh.blocks.values()].flat().map((row) => [row.id, row]))
  const newest = (row: R) => now.get(row.id) ?? row
  const departed = new Set<string>()
  const blocks = new Map<number, readonly R[]>()
  for (let block = from; block <= to; block += 1) {
    const rows = held.blocks.get(block)
    if (!rows) continue
    blocks.set(block, rows.map(newest))
    rows.forEach(({ id }, at) => {
      if (!now.has(id) && isSurrounded(fresh, block * BLOCK_ROWS + at + shift)) departed.add(id)
    })
  }
  const lastBlock = Math.max(-1, ...held.blocks.keys())
  const heldEnd = lastBlock * BLOCK_ROWS + (held.blocks.get(lastBlock)?.length ?? 0)
  return {
    blocks,
    departed: departed.size === 0 ? NOBODY : departed,
    count: Math.max(fresh.total - shift, heldEnd, 0),
    waiting: Math.max(0, shift + departed.size),
    rowAt(index: number): R | undefined {
      const row = rowIn(held.blocks, index)
      return row ? newest(row) : rowIn(fresh.blocks, index + shift)
    },
  }
}

/** Whether all is loaded around a place, so that a row that is not there is nowhere near. */
function isSurrounded<R>({ blocks, total }: HeldWindow<R>['fresh'], index: number): boolean {
  const last = Math.max(0, Math.ceil(total / BLOCK_ROWS) - 1)
  const at = Math.min(last, Math.floor(Math.max(0, index) / BLOCK_ROWS))
  const around = [at - 1, at, at + 1].filter((block) => block >= 0 && block <= last)
  return total === 0 || around.every((block) => blocks.has(block))
}
