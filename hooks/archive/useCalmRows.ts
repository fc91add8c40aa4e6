import { useState } from 'react'
import { isOwnVersion } from './ownVersions.ts'

interface Row {
  readonly id: string
  readonly version: number
}

/** A list that does not jump while somebody reads it. */
export interface CalmRows<R> {
  /** Undefined until loaded. */
  readonly rows: readonly R[] | undefined
  /** Shown where they stood, though they are no longer in the list. */
  readonly departed: ReadonlySet<string>
  /** How many new rows wait. */
  readonly waiting: number
  /** Shows the list as it is. */
  readonly show: () => void
}

const NOBODY: ReadonlySet<string> = new Set()

/**
 * While `isReading`, rows that others add wait, and rows that leave stay in their place, marked; all else shows at once.
 * `listKey`: another one is another list. New rows below the last known one are a further page and do not wait.
 */
export function useCalmRows<R extends Row>(
  listKey: string,
  rows: readonly R[] | undefined,
  isReading: boolean,
): CalmRows<R> {
  const [held, setHeld] = useState<{ readonly listKey: string; readonly rows: readonly R[] } | null>(null)
  const show = () => setHeld(rows ? { listKey, rows } : null)
  const isHeld = isReading && rows !== undefined && held?.listKey === listKey
  if (!isHeld) {
    if (rows !== undefined && (held?.listKey !== listKey || held.rows !== rows)) setHeld({ listKey, rows })
    return { rows, departed: NOBODY, waiting: 0, show }
  }
  const calm = merge(held.rows, rows)
  return { ...calm, show }
}

function merge<R extends Row>(held: readonly R[], rows: readonly R[]) {
  const now = new Map(rows.map((row) => [row.id, row]))
  const known = new Set(held.map(({ id }) => id))
  const departed = new Set(held.filter(({ id }) => !now.has(id)).map(({ id }) => id))
  const kept = held.map((row) => now.get(row.id) ?? row)
  const lastKnown = rows.findLastIndex(({ id }) => known.has(id))
  const added = rows.filter(({ id }) => !known.has(id))
  const isShownAtOnce = (row: R) => rows.indexOf(row) > lastKnown || isOwnVersion(row.id, row.version)
  const own = added.filter((row) => isOwnVersion(row.id, row.version))
  const below = added.filter((row) => isShownAtOnce(row) && !own.includes(row))
  return { rows: [...own, ...kept, ...below], departed, waiting: added.length - own.length - below.length }
}
