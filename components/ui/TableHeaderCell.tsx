// oxlint-disable jsx-a11y/no-redundant-roles -- on phones rows are flex boxes, and some browsers then drop the implicit roles
'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import type { TableColumn, TableSort } from './Table'

/** The classes by which a column leaves tables that are too narrow; as cards, `phone` decides. */
export const hideBelowStyles = {
  md: '@xl:@max-2xl:hidden',
  lg: '@xl:@max-4xl:hidden',
  xl: '@xl:@max-5xl:hidden',
}

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
    <th
      role="columnheader"
      scope="col"
      aria-sort={column.isSortable ? (direction ?? 'none') : undefined}
      style={column.width ? { width: column.width } : undefined}
      className={`h-8 px-3 text-xs font-medium text-muted ${isEnd ? 'text-right' : 'text-left'} ${column.hideBelow ? hideBelowStyles[column.hideBelow] : ''}`}
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
    </th>
  )
}
