import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { rowsBetween, spanOf, topsOf, type RowRange } from './threadLayout'
import type { ThreadRow } from './threadRows'

/** So near to the end, in px, counts as being there. */
const NEAR = 48
/** Further messages are loaded before their place is in sight, in px. */
const AHEAD = 2_000
/** Rows are drawn this far beyond what is in sight, in px; anew once less than a third of it is left. */
const BEYOND = 1_200
/** The window's height until it is known, in px. */
const GUESSED_HEIGHT = 800

export interface ThreadScrollOptions {
  readonly rows: readonly ThreadRow[]
  readonly hasNewer: boolean
  /** Number of the message that is looked for; null: none. */
  readonly target: number | null
  readonly loadOlder: () => void
  readonly loadNewer: () => void
}

export interface ThreadScroll {
  readonly pane: RefObject<HTMLDivElement | null>
  /** The rows to draw, and the room that the others take above and below them, in px. */
  readonly range: RowRange
  readonly above: number
  readonly below: number
  readonly isAtEnd: boolean
  /** It was scrolled. */
  readonly look: () => void
  readonly toEnd: () => void
}

/** A row, and how far its top is below the window's, in px. */
interface Anchor {
  readonly key: string
  readonly offset: number
}

/** By what the rows to draw are chosen. Null: by the end. */
interface Sight {
  readonly anchor: Anchor | null
  /** It is to be scrolled to, not where it was scrolled. */
  readonly isAim: boolean
  readonly height: number
  /** The row that has the focus: it stays drawn. */
  readonly focused: string | null
}

/**
 * Draws of a thread what is in sight and a little more. At the end it follows what comes; away from it nothing moves under
 * the eyes, whatever is loaded, drawn or measured around it.
 */
export function useThreadScroll(o: ThreadScrollOptions): ThreadScroll {
  const { rows, hasNewer, target } = o
  const pane = useRef<HTMLDivElement>(null)
  const [heights] = useState(() => new Map<string, number>())
  const [sight, setSight] = useState<Sight>({
    anchor: null,
    isAim: false,
    height: GUESSED_HEIGHT,
    focused: null,
  })
  const kept = useRef<Anchor | null>(null)
  const aimed = useRef<Sight | null>(null)
  const tops = topsOf(rows, heights)
  const end = tops.at(-1) ?? 0
  const range = rangeOf(rows, tops, sight)
  const [above, below] = [tops[range.from] ?? 0, end - (tops[range.to] ?? end)]

  const [reached, setReached] = useState<number | null>(null)
  if (reached !== target) {
    const row = target === null ? null : rowOf(rows, target)
    if (target === null || row) setReached(target)
    if (row) setSight({ ...sight, anchor: { key: row.key, offset: sight.height / 3 }, isAim: true })
  }

  useLayoutEffect(() => {
    const element = pane.current
    if (!element) return
    measure(element, heights)
    if (sight.isAim && aimed.current !== sight) {
      aimed.current = sight
      kept.current = sight.anchor
    }
    settle(element, sight.anchor === null && !hasNewer ? null : kept.current)
  })

  const look = () => {
    const element = pane.current
    if (!element) return
    const { scrollTop, clientHeight: height, scrollHeight } = element
    const rest = scrollHeight - scrollTop - height
    const isEnd = rest < NEAR && !hasNewer
    kept.current = anchorIn(element) ?? anchorAt(rows, tops, scrollTop)
    const isNearTop = range.from > 0 && scrollTop - above < BEYOND / 3
    const isNearBottom = range.to < rows.length && rest - below < BEYOND / 3
    if (isEnd !== (sight.anchor === null) || isNearTop || isNearBottom || height !== sight.height)
      setSight({ anchor: isEnd ? null : kept.current, isAim: false, height, focused: focusedIn(element) })
    if (scrollTop < AHEAD) o.loadOlder()
    if (rest < AHEAD) o.loadNewer()
  }
  useSizes(pane, () => {
    if (pane.current) settle(pane.current, sight.anchor === null && !hasNewer ? null : kept.current)
    look()
  })

  return {
    pane,
    range,
    above,
    below,
    look,
    isAtEnd: sight.anchor === null,
    toEnd: () => setSight({ ...sight, anchor: null, isAim: false }),
  }
}

function rangeOf(rows: readonly ThreadRow[], tops: readonly number[], sight: Sight): RowRange {
  const { anchor, height, focused } = sight
  const end = tops.at(-1) ?? 0
  const place = anchor === null ? -1 : rows.findIndex(({ key }) => key === anchor.key)
  const top = place < 0 || anchor === null ? end - height : (tops[place] ?? 0) - anchor.offset
  const range = rowsBetween(tops, { top: top - BEYOND, bottom: top + height + BEYOND })
  const at = focused === null ? -1 : rows.findIndex(({ key }) => key === focused)
  return at < 0 ? range : spanOf(range, { from: at, to: at + 1 })
}

const rowOf = (rows: readonly ThreadRow[], number: number): ThreadRow | null =>
  rows.find(
    (row) => row.kind === 'line' && row.line.kind === 'message' && row.line.message.number === number,
  ) ?? null

/** Puts the anchor back to where it was; null: the end stays the end. */
function settle(element: HTMLElement, anchor: Anchor | null): void {
  if (anchor === null) {
    element.scrollTop = element.scrollHeight
    return
  }
  const row = element.querySelector(`[data-key="${CSS.escape(anchor.key)}"]`)
  if (!row) return
  const moved = row.getBoundingClientRect().top - element.getBoundingClientRect().top - anchor.offset
  if (Math.abs(moved) >= 1) element.scrollTop += moved
}

const drawnRows = (element: HTMLElement) => element.querySelectorAll<HTMLElement>('[data-key]')

function measure(element: HTMLElement, heights: Map<string, number>): void {
  for (const row of drawnRows(element)) heights.set(row.dataset['key'] ?? '', row.offsetHeight)
}

/** The first row that begins in sight. */
function anchorIn(element: HTMLElement): Anchor | null {
  const { top, bottom } = element.getBoundingClientRect()
  for (const row of drawnRows(element)) {
    const place = row.getBoundingClientRect().top
    if (place >= top && place < bottom) return { key: row.dataset['key'] ?? '', offset: place - top }
  }
  return null
}

/** Where nothing is drawn yet: by the guess. */
function anchorAt(rows: readonly ThreadRow[], tops: readonly number[], top: number): Anchor | null {
  const { from } = rowsBetween(tops, { top, bottom: top })
  const row = rows[from]
  return row ? { key: row.key, offset: (tops[from] ?? 0) - top } : null
}

const focusedIn = (element: HTMLElement): string | null =>
  element.contains(document.activeElement)
    ? (document.activeElement?.closest<HTMLElement>('[data-key]')?.dataset['key'] ?? null)
    : null

/** Another height of the window, or a picture that has come. */
function useSizes(pane: RefObject<HTMLDivElement | null>, onChange: () => void): void {
  const change = useEffectEvent(onChange)
  useEffect(() => {
    const element = pane.current
    if (!element) return
    const observer = new ResizeObserver(() => change())
    observer.observe(element)
    if (element.firstElementChild) observer.observe(element.firstElementChild)
    return () => observer.disconnect()
  }, [pane])
}
