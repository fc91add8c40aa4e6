// oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are laid out one by one, without a table's layout, which would be made anew for all of them
'use client'

import { useEffect, useEffectEvent, useRef, useState, type CSSProperties, type ReactNode } from 'react'
import { createRowSlots } from './rowSlots'
import { SelectAllCell } from './TableSelection'
import { TableHeaderCell } from './TableHeaderCell'
import type { RowChange, TableColumn, TableSort } from './TableColumn'
import { useFarRowKeys } from './useFarRowKeys'
import { useRowWindow } from './useRowWindow'
import { CARDS_BELOW, useTableLayout, type CardsBelow, type TableLayout } from './useTableLayout'
import { usePickRows, type PickRows } from './usePickRows'
import { useReturnToRow } from './useReturnToRow'
import { VirtualRow, UnloadedRow } from './VirtualRow'

/** What is in sight of a table, by the rows' places. */
export interface SightedRows {
  readonly first: number
  readonly last: number
  readonly direction: 'forward' | 'backward' | null
}

/** Rows can be picked. */
export interface TableSelection<Row> {
  readonly selected: ReadonlySet<string>
  readonly onChange: (selected: ReadonlySet<string>) => void
  /** All that the box above the boxes picks. The same array as long as they are the same. */
  readonly loaded: readonly Row[]
  /** Keep it the same from render to render. */
  readonly isSelectable: (row: Row) => boolean
}

export interface VirtualTableProps<Row extends { readonly id: string }> {
  /** What the table lists, for screen readers. */
  readonly label: string
  /** Keep them the same from render to render. */
  readonly columns: readonly TableColumn<Row>[]
  readonly count: number
  /** Undefined: not loaded yet; its place is kept. */
  readonly rowAt: (index: number) => Row | undefined
  /** In a table narrower than this, in px, each row is a card. Default 576. */
  readonly cardsBelow?: CardsBelow
  /** Tells what to load. */
  readonly onSight: (sight: SightedRows) => void
  readonly rowHref?: (row: Row) => string
  /** Opens a row's link without loading the page anew. Keep it the same from render to render. */
  readonly onOpen?: (href: string) => void
  /** The row whose detail is open beside the list. */
  readonly currentId?: string | null
  /** How a row is called in its box's label. */
  readonly rowName: (row: Row) => string
  readonly selection?: TableSelection<Row> | undefined
  readonly sort?: TableSort | undefined
  readonly onSortChange?: (sort: TableSort) => void
  readonly changeOf?: (row: Row) => RowChange | undefined
  readonly departed?: ReadonlySet<string>
  /** Shown instead of the table when there are no rows. */
  readonly empty?: ReactNode
}

const NOBODY: ReadonlySet<string> = new Set()

/**
 * A list of any length: only the rows in sight are in the document, the others keep their place. It scrolls with the nearest
 * `data-scroll-pane`. Rows are real links; the arrows, j and k, Page up and down, Home and End move between all of them,
 * loaded or not, x and the space bar select.
 */
export function VirtualTable<Row extends { readonly id: string }>(props: VirtualTableProps<Row>) {
  if (props.count === 0 && props.empty) return props.empty
  return <LongTable {...props} />
}

function LongTable<Row extends { readonly id: string }>(props: VirtualTableProps<Row>) {
  const { label, count, rowAt, selection, sort, onSortChange } = props
  const frame = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const [focusedIndex, setFocusedIndex] = useState<number | null>(null)
  const layout = useTableLayout(frame, props.columns, props.cardsBelow ?? CARDS_BELOW)
  const view = useRowWindow({ frame, body, count, rowHeight: layout.rowHeight, focusedIndex })
  const pick = usePickRows(selection, rowAt)
  const keys = useFarRowKeys({
    frame,
    count,
    first: view.first ?? 0,
    pageRows: Math.max(1, (view.last ?? 0) - (view.first ?? 0) - 1),
    scrollTo: view.scrollTo,
    onToggle: pick.toggle,
    onFocusedIndex: setFocusedIndex,
  })
  useReturnToRow(frame, props.currentId ?? null)
  const tellSight = useEffectEvent(props.onSight)
  const { first, last, direction } = view
  useEffect(() => {
    if (first !== null && last !== null) tellSight({ first, last, direction })
  }, [first, last, direction])
  const [slots] = useState(createRowSlots)
  const rows = slots.assign(view.indexes, (index) => rowAt(index)?.id ?? `at ${index}`)

  // Rows have their place by their number: were the browser to hold on to one that goes, the sight would move away.
  return (
    <div ref={frame} className="[overflow-anchor:none]">
      <div
        role="table"
        aria-label={label}
        aria-rowcount={count + 1}
        {...keys}
        style={variablesOf(layout, selection !== undefined)}
        className="text-sm text-ink"
      >
        <div
          role="rowgroup"
          className={
            layout.isCards
              ? 'sr-only'
              : 'sticky top-0 z-20 bg-surface shadow-[inset_0_-1px_0_var(--color-line)]'
          }
        >
          <div role="row" aria-rowindex={1} className="grid h-8 grid-cols-(--columns) items-center">
            {selection && (
              <SelectAllCell selected={selection.selected} selectable={pick.selectable} onChange={pick.all} />
            )}
            {layout.columns.map((column) => (
              <TableHeaderCell key={column.id} column={column} sort={sort} onSortChange={onSortChange} />
            ))}
          </div>
        </div>
        {/* The line under the last row is the frame's. */}
        <div
          ref={body}
          role="rowgroup"
          className="relative -mb-px"
          style={{ height: count * layout.rowHeight }}
        >
          {(direction === null ? rows : rows.toSorted((a, b) => a.slot - b.slot)).map(({ slot, index }) => (
            <SlotRow key={slot} table={props} index={index} layout={layout} pick={pick} />
          ))}
        </div>
      </div>
    </div>
  )
}

/** What stands at an index: the row, or its place as long as it is on its way. */
function SlotRow<Row extends { readonly id: string }>(o: {
  readonly table: VirtualTableProps<Row>
  readonly index: number
  readonly layout: TableLayout<Row>
  readonly pick: PickRows<Row>
}) {
  const { table, index, layout, pick } = o
  const row = table.rowAt(index)
  if (!row) return <UnloadedRow index={index} layout={layout} hasBox={table.selection !== undefined} />
  return (
    <VirtualRow
      row={row}
      index={index}
      layout={layout}
      href={table.rowHref?.(row)}
      onOpen={table.onOpen}
      name={table.rowName(row)}
      isCurrent={row.id === table.currentId}
      change={table.changeOf?.(row)}
      isDeparted={(table.departed ?? NOBODY).has(row.id)}
      box={table.selection ? pick.boxOf(row) : null}
      onPick={pick.onPick}
    />
  )
}

/** What all rows have in common stands once above them. */
function variablesOf<Row>({ columns, rowHeight }: TableLayout<Row>, hasBox: boolean): CSSProperties {
  const widths = columns.map(({ width }) => width ?? 'minmax(0, 1fr)')
  const variables = {
    '--columns': [...(hasBox ? ['2.5rem'] : []), ...widths].join(' '),
    '--row-height': `${rowHeight}px`,
  }
  return variables as CSSProperties
}
