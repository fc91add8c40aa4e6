'use client'

import { useLayoutEffect, useRef, type FocusEvent, type KeyboardEvent, type RefObject } from 'react'

export interface FarRowKeys {
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void
  readonly onBlur: (event: FocusEvent<HTMLElement>) => void
}

/**
 * Moves the focus between the rows of a long table, also to those that are not rendered or loaded yet: it scrolls there, and the
 * focus follows when the row is there. `x` and the space bar tell which row is to be selected or not.
 */
export function useFarRowKeys(o: {
  readonly frame: RefObject<HTMLElement | null>
  readonly count: number
  /** The first row in sight: where one begins. */
  readonly first: number
  /** Rows in sight: a page. */
  readonly pageRows: number
  readonly scrollTo: (index: number) => void
  readonly onToggle: (id: string) => void
  /** Which row has the focus, or is to have it. */
  readonly onFocusedIndex: (index: number | null) => void
}): FarRowKeys {
  const { frame, count, first, pageRows, scrollTo, onToggle, onFocusedIndex } = o
  const awaited = useRef<number | null>(null)
  const focused = useRef<FocusedRow | null>(null)

  // After every render: the awaited row may have come with it.
  useLayoutEffect(() => {
    if (awaited.current === null) return
    const active = document.activeElement
    if (active !== document.body && !frame.current?.contains(active)) {
      awaited.current = null
      return
    }
    if (!focusRow(frame.current, awaited.current)) return
    // Once more: while loaded rows took the places of the others, the pane may have been moved.
    scrollTo(awaited.current)
    awaited.current = null
  })

  // After every render: the element may show another row now, or the row may have another element.
  useLayoutEffect(() => {
    const held = focused.current
    if (held === null || awaited.current !== null) return
    const active = document.activeElement
    const row = rowOf(active)
    if (row !== null && row.dataset['rowId'] === held.id) {
      held.index = Number(row.dataset['index'])
      return
    }
    const isLeft = active !== document.body && !frame.current?.contains(active)
    if (isLeft) focused.current = null
    else focusRow(frame.current, held.index)
  })

  function go(index: number) {
    const next = Math.min(count - 1, Math.max(0, index))
    awaited.current = next
    onFocusedIndex(next)
    scrollTo(next)
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return
    const { target, key } = event
    if (!(target instanceof HTMLElement) || target.matches('input:not([type=checkbox]), textarea, select'))
      return
    const row = rowOf(target)
    if (key === 'x' || (key === ' ' && target.matches('[data-row-link]'))) {
      if (row?.dataset['rowId']) onToggle(row.dataset['rowId'])
      event.preventDefault()
      return
    }
    const current = row === null ? null : Number(row.dataset['index'])
    const next = stepTo(key, { current, first, last: count - 1, pageRows })
    if (next === null) return
    event.preventDefault()
    go(next)
  }

  return {
    onKeyDown,
    onFocus: ({ target }) => note(rowOf(target)),
    onBlur({ relatedTarget }) {
      // Focus that goes nowhere was in a row that is just being replaced by the loaded one.
      if (relatedTarget !== null || awaited.current === null) note(rowOf(relatedTarget))
    },
  }

  function note(row: HTMLElement | null) {
    const index = row === null ? null : Number(row.dataset['index'])
    focused.current = index === null ? null : { index, id: row?.dataset['rowId'] }
    onFocusedIndex(index)
  }
}

/** The row that has the focus; `id` undefined: it is not loaded. */
interface FocusedRow {
  index: number
  readonly id: string | undefined
}

/** Focuses the link of the row at an index, or its place while it is on its way. False: not its link. */
function focusRow(frame: HTMLElement | null, index: number): boolean {
  const row = frame?.querySelector<HTMLElement>(`[data-index="${index}"]`)
  const link = row?.querySelector<HTMLElement>('[data-row-link]')
  ;(link ?? row)?.focus({ preventScroll: true })
  return link !== null && link !== undefined
}

function rowOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null
}

/** Null: the key does not move. */
function stepTo(
  key: string,
  o: {
    readonly current: number | null
    readonly first: number
    readonly last: number
    readonly pageRows: number
  },
): number | null {
  if (key === 'Home') return 0
  if (key === 'End') return o.last
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: o.pageRows, PageUp: -o.pageRows }[key]
  if (step === undefined) return null
  return o.current === null ? o.first : o.current + step
}
