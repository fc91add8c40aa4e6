'use client'

import { useLayoutEffect, useMemo, useState, type RefObject } from 'react'
import type { TableColumn } from './TableColumn'
import { useDensity } from './useDensity'

/** How a table is laid out at its present width. */
export interface TableLayout<Row> {
  /** Each row is a small card: the table is too narrow for more. */
  readonly isCards: boolean
  /** The columns that are shown, in their order on the screen. The same array as long as they are the same. */
  readonly columns: readonly TableColumn<Row>[]
  /** Some columns stand two on a line of a card. */
  readonly hasHalves: boolean
  /** Height of every row, in px. */
  readonly rowHeight: number
}

/** Below this width of the table, in px, each row is a card, unless the table says another. */
export const CARDS_BELOW = 576
/** Below this width a column with this `hideBelow` goes. */
const HIDE_BELOW = { md: 672, lg: 896, xl: 1_024 }

/** Widths at which a table may become cards. */
export type CardsBelow = 576 | 896
const WIDTHS = [CARDS_BELOW, ...Object.values(HIDE_BELOW)]

const ROW = { comfortable: 40, compact: 32 }
/** Padding, edge and title of a card, and each line below the title. */
const CARD = { comfortable: 43, compact: 35 }
const CARD_LINE = 22
/** On a card titles come first, then what stands at their right, then the lines. */
const CARD_ORDER = { title: 0, end: 1, line: 2, half: 2 }

/**
 * Chooses the columns and the height of the rows by the width of the table and the density. The choice is made here, once for
 * all rows: as container queries every cell of every row that scrolls into sight would ask them anew.
 */
export function useTableLayout<Row>(
  frame: RefObject<HTMLElement | null>,
  columns: readonly TableColumn<Row>[],
  cardsBelow: CardsBelow,
): TableLayout<Row> {
  const density = useDensity()
  const width = useWidthStep(frame)
  return useMemo(() => {
    if (width >= cardsBelow) {
      const isShown = ({ hideBelow }: TableColumn<Row>) => !hideBelow || width >= HIDE_BELOW[hideBelow]
      return { isCards: false, hasHalves: false, columns: columns.filter(isShown), rowHeight: ROW[density] }
    }
    const onCard = columns
      .map((column, index) => ({ column, place: phonePlaceOf(column, index) }))
      .filter(({ place }) => place !== 'hidden')
      .toSorted((a, b) => orderOf(a.place) - orderOf(b.place))
    const count = (which: string) => onCard.filter(({ place }) => place === which).length
    const lines = count('line') + Math.ceil(count('half') / 2)
    return {
      isCards: true,
      hasHalves: count('half') > 0,
      columns: onCard.map(({ column }) => column),
      rowHeight: CARD[density] + lines * CARD_LINE,
    }
  }, [columns, density, width, cardsBelow])
}

const orderOf = (place: Exclude<TableColumn<never>['phone'], undefined>): number =>
  place === 'hidden' ? 3 : CARD_ORDER[place]

/** Where a column's words stand on a card. `index`: among all columns. */
function phonePlaceOf<Row>({ phone, hideBelow }: TableColumn<Row>, index: number) {
  return phone ?? (index === 0 ? 'title' : hideBelow ? 'hidden' : 'line')
}

/** The widest of the steps that the table's width reaches, in px; wide until it is known. */
function useWidthStep(frame: RefObject<HTMLElement | null>): number {
  const [step, setStep] = useState(Infinity)
  useLayoutEffect(() => {
    const element = frame.current
    if (!element || typeof ResizeObserver === 'undefined') return
    const look = () => {
      const { offsetWidth } = element
      // Nothing to be seen while the list is hidden behind a detail.
      if (offsetWidth > 0) setStep(Math.max(0, ...WIDTHS.filter((width) => offsetWidth >= width)))
    }
    look()
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => observer.disconnect()
  }, [frame])
  return step
}
