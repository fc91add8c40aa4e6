// oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are laid out one by one, without a table's layout, which would be made anew for all of them
'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import type { TableColumn, TableSort } from './TableColumn'

export interface TableHeaderCellProps<Row> {
  readonly column: TableColumn<Row>
  readonly sort: TableSort | undefined
  readonly onSortChange: ((sort: TableSort) => void) | undefined
}

/** A column's name; a button where one may sort by it. */
export function TableHeaderCell<Row>({ column, sort, onSortChange }: TableHeaderCellProps<Row>) {
  const direction = sort?.column === column.id ? sort.direction : undefined
  const isEnd = column.align === 'end'
  return (
    <div
      role="columnheader"
      aria-sort={column.isSortable ? (direction ?? 'none') : undefined}
      className={`min-w-0 px-3 text-xs font-medium text-muted ${isEnd ? 'text-right' : ''}`}
    >
      {column.isSortable && onSortChange ? (
        <button
          type="button"
          onClick={() =>
            onSortChange({
              column: column.id,
              direction: direction === 'ascending' ? 'descending' : 'ascending',
            })
          }
          className={`-mx-1.5 inline-flex h-6 items-center gap-1 rounded-sm px-1.5 font-medium transition-colors hover:bg-hover hover:text-ink ${direction ? 'text-ink' : ''}`}
        >
          {column.header}
          {direction === 'ascending' && <ArrowUp aria-hidden="true" className="size-3" />}
          {direction === 'descending' && <ArrowDown aria-hidden="true" className="size-3" />}
        </button>
      ) : (
        <span className="block truncate">{column.header}</span>
      )}
    </div>
  )
}
