'use client'

import { useEffectEvent, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'

/** Rows rendered above and below what is in sight. */
const OVERSCAN = 4
/** The table's head, which stays in sight, in px. */
const HEAD_PX = 32
/** After so long without a scroll event, in ms, scrolling is over. */
const REST_MS = 150

/** What is in sight of a long table, and how to bring other rows there. */
export interface RowWindow {
  /** To be rendered: those in sight, some around, and the one with the focus. Ascending. */
  readonly indexes: readonly number[]
  /** Rows in sight; null while none is. */
  readonly first: number | null
  readonly last: number | null
  /** Null at rest. */
  readonly direction: 'forward' | 'backward' | null
  readonly scrollTo: (index: number) => void
}

/** The element that scrolls the lists within it carries this attribute. */
const PANE = '[data-scroll-pane]'

/** Where the pane stands, as it was when a row last came into sight or left it. */
interface Stand {
  readonly scrollTop: number
  readonly height: number
  readonly direction: 'forward' | 'backward' | null
}

/** Follows the pane that the table scrolls in. All rows have the same height. */
export function useRowWindow(o: {
  readonly frame: RefObject<HTMLElement | null>
  /** What the rows stand in. */
  readonly body: RefObject<HTMLElement | null>
  readonly count: number
  readonly rowHeight: number
  readonly focusedIndex: number | null
}): RowWindow {
  const { frame, body, count, rowHeight, focusedIndex } = o
  const paneOf = () => frame.current?.closest<HTMLElement>(PANE) ?? null
  const top = useTop(frame, body)
  const sight = useSight({ frame, top, rowHeight })
  const before = useRef(rowHeight)
  useLayoutEffect(() => {
    const pane = frame.current?.closest<HTMLElement>(PANE)
    // Higher or lower rows: the same row stays at the top.
    if (pane && before.current !== rowHeight && pane.scrollTop > top) {
      pane.scrollTop = top + ((pane.scrollTop - top) * rowHeight) / before.current
    }
    before.current = rowHeight
    // oxlint-disable-next-line react/exhaustive-deps -- only when the height changes
  }, [rowHeight])
  const within = (index: number) => Math.min(count - 1, Math.max(0, index))
  const [first, last] =
    sight === null || count === 0 ? [null, null] : [within(sight.first), within(sight.last)]
  return {
    indexes: first === null ? [] : indexesAround({ first, last, count, focusedIndex }),
    first,
    last,
    direction: sight?.direction ?? null,
    scrollTo(index) {
      const pane = paneOf()
      if (!pane) return
      const rowTop = top + index * rowHeight
      const highest = rowTop + rowHeight - (pane.clientHeight - coveredOf(pane))
      pane.scrollTop = Math.max(highest, Math.min(rowTop - HEAD_PX, pane.scrollTop))
    },
  }
}

/** How much of the pane's end something floats over, in px: it says so as scroll padding. */
const coveredOf = (pane: HTMLElement): number => parseFloat(getComputedStyle(pane).scrollPaddingBottom) || 0

function indexesAround(o: {
  readonly first: number
  readonly last: number
  readonly count: number
  readonly focusedIndex: number | null
}): readonly number[] {
  const from = Math.max(0, o.first - OVERSCAN)
  const to = Math.min(o.count - 1, o.last + OVERSCAN)
  const indexes = Array.from({ length: to - from + 1 }, (_, at) => from + at)
  const { focusedIndex: focused } = o
  if (focused === null || focused >= o.count || (focused >= from && focused <= to)) return indexes
  return focused < from ? [focused, ...indexes] : [...indexes, focused]
}

/** Which rows are in sight, as if there were no end of them. Null until that is known. */
function useSight(o: {
  readonly frame: RefObject<HTMLElement | null>
  readonly top: number
  readonly rowHeight: number
}) {
  const { frame, top, rowHeight } = o
  const [stand, setStand] = useState<Stand | null>(null)
  const sightAt = ({ scrollTop, height, direction }: Stand) => ({
    first: Math.floor((scrollTop - top) / rowHeight),
    last: Math.ceil((scrollTop + height - top) / rowHeight) - 1,
    direction,
  })
  const look = useEffectEvent((pane: HTMLElement, direction: Stand['direction']) => {
    const now = { scrollTop: pane.scrollTop, height: pane.clientHeight, direction }
    // Nothing to be seen while the list is hidden behind a detail.
    if (now.height === 0) return
    const [before, after] = [stand && sightAt(stand), sightAt(now)]
    const isSame =
      before?.first === after.first && before.last === after.last && before.direction === direction
    if (!isSame) setStand(now)
  })
  useLayoutEffect(() => {
    const pane = frame.current?.closest<HTMLElement>(PANE)
    if (!pane) return
    let scrolledTo = pane.scrollTop
    let timer: ReturnType<typeof setTimeout> | undefined
    const scroll = () => {
      const direction = pane.scrollTop < scrolledTo ? 'backward' : 'forward'
      scrolledTo = pane.scrollTop
      // In this very frame: a moment later there would be nothing where the new rows belong.
      flushSync(() => look(pane, direction))
      clearTimeout(timer)
      timer = setTimeout(() => look(pane, null), REST_MS)
    }
    const rest = () => look(pane, null)
    rest()
    const observer = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(rest)
    observer?.observe(pane)
    pane.addEventListener('scroll', scroll, { passive: true })
    return () => {
      clearTimeout(timer)
      observer?.disconnect()
      pane.removeEventListener('scroll', scroll)
    }
  }, [frame])
  return stand && sightAt(stand)
}

/** How far the rows are from the top of what scrolls. It is measured when something above them may have grown. */
function useTop(frame: RefObject<HTMLElement | null>, body: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const rows = body.current
    const pane = frame.current?.closest(PANE)
    const content = pane?.firstElementChild
    if (!rows || !pane || !content || typeof ResizeObserver === 'undefined') return
    const look = () => {
      if (rows.getClientRects().length === 0) return
      setTop(Math.round(rows.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop))
    }
    look()
    const observer = new ResizeObserver(look)
    observer.observe(content)
    return () => observer.disconnect()
  }, [frame, body])
  return top
}
