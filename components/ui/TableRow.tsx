// oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are laid out one by one, without a table's layout, which would be made anew for all of them
'use client'

import type { MouseEvent, ReactNode } from 'react'
import type { RowChange, TableColumn } from './TableColumn'
import type { TableLayout } from './useTableLayout'

export interface TableRowProps<Row> {
  readonly row: Row & { readonly id: string }
  /** Its place in the whole table. */
  readonly index: number
  readonly layout: TableLayout<Row>
  readonly href: string | undefined
  /** Opens the link without loading the page anew. */
  readonly onOpen: ((href: string) => void) | undefined
  readonly isCurrent: boolean
  readonly isSelected: boolean
  readonly change: RowChange | undefined
  readonly selectCell: ReactNode
  /** It is no longer in the list and keeps its place until nobody reads there. */
  readonly isDeparted: boolean
}

/** One row: a table's row where there is room, a small card on phones. Without transitions: rows that scroll by under the pointer would each begin one. */
export function TableRow<Row>(props: TableRowProps<Row>) {
  const { row, index, layout, href, isCurrent, isSelected, change, selectCell } = props
  const ground = isSelected || isCurrent ? 'bg-selected' : href ? 'hover:bg-hover' : ''
  return (
    <div
      role="row"
      data-row-id={row.id}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={selectCell ? isSelected : undefined}
      style={{ top: index * layout.rowHeight }}
      className={`${rowStyles(layout.isCards)} ${ground} ${isCurrent ? 'shadow-[inset_2px_0_0_var(--color-accent-text)]' : ''}`}
    >
      {selectCell}
      {layout.columns.map((column, at) => (
        <RowCell key={column.id} layout={layout} at={at} hasBox={Boolean(selectCell)}>
          {at === 0 ? (
            <>
              {href ? (
                <RowLink href={href} onOpen={props.onOpen} isCurrent={isCurrent}>
                  {contentOf(props, column)}
                </RowLink>
              ) : (
                contentOf(props, column)
              )}
              {change && <ChangeMark key={`${row.id} ${change.key}`} by={change.by} />}
            </>
          ) : (
            contentOf(props, column)
          )}
        </RowCell>
      ))}
    </div>
  )
}

/** What all rows have in common: a place and a size of their own, so that none is laid out because of another. */
export const rowStyles = (isCards: boolean): string =>
  `absolute inset-x-0 h-(--row-height) items-center border-b border-line contain-strict ${
    isCards ? 'flex flex-wrap content-center gap-x-2 gap-y-0.5 px-4' : 'grid grid-cols-(--columns)'
  }`

export interface RowCellProps<Row> {
  readonly layout: TableLayout<Row>
  /** Which of the layout's columns. */
  readonly at: number
  readonly hasBox: boolean
  readonly children: ReactNode
}

/** One cell. On a card the first one is its title; those below the title begin a new line. */
export function RowCell<Row>({ layout, at, hasBox, children }: RowCellProps<Row>) {
  const column = layout.columns[at]
  const isTabular = at === 0 || column?.align === 'end' || column?.isTabular
  const place = layout.isCards
    ? cardPlaceOf(layout, at, hasBox)
    : `px-3 ${column?.align === 'end' ? 'text-right' : ''}`
  return (
    <div role="cell" className={`truncate ${isTabular ? 'tabular' : ''} ${place}`}>
      {children}
    </div>
  )
}

function cardPlaceOf<Row>({ columns, hasHalves }: TableLayout<Row>, at: number, hasBox: boolean): string {
  const column = columns[at]
  // Too wide for a half to stand beside it.
  if (at === 0) return `grow font-medium ${hasHalves ? 'basis-[51%]' : ''}`
  if (column?.phone === 'end') return 'shrink-0'
  return `${column?.phone === 'half' ? 'basis-[calc(50%-0.25rem)]' : 'basis-full'} text-muted ${hasBox ? 'pl-8' : ''}`
}

function contentOf<Row>({ row, isDeparted }: TableRowProps<Row>, column: TableColumn<Row>): ReactNode {
  if (!isDeparted) return column.cell(row)
  return (
    <span className="text-subtle line-through" title="No longer in this list">
      {column.cell(row)}
    </span>
  )
}

interface RowLinkProps extends Pick<TableRowProps<unknown>, 'onOpen' | 'isCurrent'> {
  readonly href: string
  readonly children: ReactNode
}

/** A plain one that covers its row: nothing is fetched as it scrolls by, and a long list makes many. */
function RowLink({ href, onOpen, isCurrent, children }: RowLinkProps) {
  return (
    <a
      href={href}
      onClick={(event) => {
        if (!onOpen || !isPlainClick(event)) return
        event.preventDefault()
        onOpen(href)
      }}
      data-row-link=""
      aria-current={isCurrent ? 'true' : undefined}
      className="outline-none! after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent-text"
    >
      {children}
    </a>
  )
}

/** With a key held, or another button, the browser opens it as its user wants it. */
const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 &&
  !event.defaultPrevented &&
  !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)

function ChangeMark({ by }: { readonly by: string | null }) {
  return (
    <output className="pointer-events-none absolute inset-0 flex animate-tint items-center justify-end bg-accent/12 pr-3">
      <span className="rounded-sm bg-accent px-1.5 py-0.5 text-xs font-medium text-white">
        {by ? `Changed by ${by}` : 'Just changed'}
      </span>
    </output>
  )
}
