'use client'

import { useCallback, useLayoutEffect, useMemo, useRef } from 'react'
import type { RowBox } from './VirtualRow'
import type { TableSelection } from './VirtualTable'

export interface PickRows<Row> {
  /** All that can be picked of what is loaded. */
  readonly selectable: readonly string[]
  readonly boxOf: (row: Row) => RowBox
  /** Picks the row, or lets it go. */
  readonly toggle: (id: string) => void
  readonly all: (isSelected: boolean) => void
  /** The same from render to render. With `isRange` all rows since the last one that was touched. */
  readonly onPick: (index: number, isSelected: boolean, isRange: boolean) => void
}

/** Picks rows one by one, in ranges, and all that are loaded. Rows that were picked stay so while they are out of sight. */
export function usePickRows<Row extends { readonly id: string }>(
  selection: TableSelection<Row> | undefined,
  rowAt: (index: number) => Row | undefined,
): PickRows<Row> {
  const lastTouched = useRef<number | null>(null)
  const { loaded, isSelectable } = selection ?? {}
  const selectable = useMemo(
    () => (loaded && isSelectable ? loaded.filter(isSelectable).map(({ id }) => id) : []),
    [loaded, isSelectable],
  )
  const set = (ids: readonly string[], isSelected: boolean) => {
    if (!selection) return
    const next = new Set(selection.selected)
    for (const id of ids) {
      if (isSelected) next.add(id)
      else next.delete(id)
    }
    selection.onChange(next)
  }
  const pick = (index: number, isSelected: boolean, isRange: boolean) => {
    const from = isRange ? (lastTouched.current ?? index) : index
    lastTouched.current = index
    const [low, high] = [Math.min(from, index), Math.max(from, index)]
    const rows = Array.from({ length: high - low + 1 }, (_, at) => rowAt(low + at))
    const ids = rows.flatMap((row) => (row && selection?.isSelectable(row) ? [row.id] : []))
    set(ids, isSelected)
  }
  const latestPick = useRef(pick)
  useLayoutEffect(() => {
    latestPick.current = pick
  })
  const onPick = useCallback(
    (index: number, isSelected: boolean, isRange: boolean) => latestPick.current(index, isSelected, isRange),
    [],
  )
  return {
    selectable,
    onPick,
    boxOf: (row) => {
      if (!selection?.isSelectable(row)) return 'disabled'
      return selection.selected.has(row.id) ? 'on' : 'off'
    },
    toggle: (id) => {
      if (selection && selectable.includes(id)) set([id], !selection.selected.has(id))
    },
    all: (isSelected) => set(isSelected ? selectable : [...(selection?.selected ?? [])], isSelected),
  }
}
