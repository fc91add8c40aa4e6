// oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- on phones rows are flex boxes, and some browsers then drop the implicit roles
'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import type { RowChange, TableColumn } from './Table'
import { hideBelowStyles } from './TableHeaderCell'

export interface TableRowProps<Row> {
  readonly row: Row & { readonly id: string }
  readonly columns: readonly TableColumn<Row>[]
  readonly href: string | undefined
  readonly isCurrent: boolean
  readonly isSelected: boolean
  readonly change: RowChange | undefined
  readonly selectCell: ReactNode
}

const phoneStyles = {
  title: 'max-sm:order-1 max-sm:grow max-sm:font-medium',
  end: 'max-sm:order-2 max-sm:shrink-0',
  line: 'max-sm:order-4 max-sm:text-muted max-sm:group-data-selectable/row:pl-8',
  hidden: 'max-sm:hidden',
}

/** One row: a table's row where there is room, a small card on phones. */
export function TableRow<Row>({
  row,
  columns,
  href,
  isCurrent,
  isSelected,
  change,
  selectCell,
}: TableRowProps<Row>) {
  const ground = isSelected || isCurrent ? 'bg-selected' : href ? 'hover:bg-hover' : ''
  const mark = isCurrent
    ? 'before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-accent-text'
    : ''
  return (
    <tr
      role="row"
      data-row-id={row.id}
      data-selectable={selectCell ? '' : undefined}
      aria-selected={selectCell ? isSelected : undefined}
      className={`group/row relative h-10 border-b border-line transition-colors last:border-b-0 max-sm:flex max-sm:h-auto max-sm:flex-wrap max-sm:items-center max-sm:gap-x-2 max-sm:gap-y-0.5 max-sm:px-4 max-sm:py-2.5 ${ground} ${mark}`}
    >
      {selectCell}
      {columns.map((column, index) => (
        <td
          key={column.id}
          role="cell"
          className={`truncate px-3 text-ink max-sm:p-0 ${column.align === 'end' ? 'text-right max-sm:text-left' : ''} ${column.hideBelow ? hideBelowStyles[column.hideBelow] : ''} ${phoneStyles[column.phone ?? (index === 0 ? 'title' : 'line')]}`}
        >
          {index === 0 && href ? (
            <Link
              href={href}
              data-row-link=""
              aria-current={isCurrent ? 'true' : undefined}
              className="outline-none! after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent-text"
            >
              {column.cell(row)}
            </Link>
          ) : (
            column.cell(row)
          )}
          {index === 0 && change && <ChangeMark key={change.key} by={change.by} />}
        </td>
      ))}
      {/* A line break for the card: what follows stands below the title. */}
      <td
        aria-hidden="true"
        role="presentation"
        className="hidden max-sm:order-3 max-sm:block max-sm:h-0 max-sm:basis-full"
      />
    </tr>
  )
}

function ChangeMark({ by }: { readonly by: string | null }) {
  return (
    <output className="pointer-events-none absolute inset-0 flex animate-tint items-center justify-end bg-accent/12 pr-3">
      <span className="rounded-sm bg-accent px-1.5 py-0.5 text-xs font-medium text-white">
        {by ? `Changed by ${by}` : 'Just changed'}
      </span>
    </output>
  )
}
