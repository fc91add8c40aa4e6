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
  title: '@max-xl:order-1 @max-xl:grow @max-xl:font-medium',
  end: '@max-xl:order-2 @max-xl:shrink-0',
  line: '@max-xl:order-4 @max-xl:text-muted @max-xl:group-data-selectable/row:pl-8',
  hidden: '@max-xl:hidden',
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
  // On the first cell: a pseudo-element of a row would become a cell of its own and shift the others.
  const mark = isCurrent
    ? '@max-xl:shadow-[inset_2px_0_0_var(--color-accent-text)] @xl:[&>td:first-child]:shadow-[inset_2px_0_0_var(--color-accent-text)]'
    : ''
  return (
    <tr
      role="row"
      data-row-id={row.id}
      data-selectable={selectCell ? '' : undefined}
      aria-selected={selectCell ? isSelected : undefined}
      className={`group/row relative h-10 border-b border-line transition-colors last:border-b-0 @max-xl:flex @max-xl:h-auto @max-xl:flex-wrap @max-xl:items-center @max-xl:gap-x-2 @max-xl:gap-y-0.5 @max-xl:px-4 @max-xl:py-2.5 ${ground} ${mark}`}
    >
      {selectCell}
      {columns.map((column, index) => (
        <td
          key={column.id}
          role="cell"
          className={`truncate px-3 text-ink @max-xl:p-0 ${index === 0 || column.align === 'end' || column.isTabular ? 'tabular' : ''} ${column.align === 'end' ? 'text-right @max-xl:text-left' : ''} ${column.hideBelow ? hideBelowStyles[column.hideBelow] : ''} ${phoneStyles[phonePlaceOf(column, index)]}`}
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
        className="hidden @max-xl:order-3 @max-xl:block @max-xl:h-0 @max-xl:basis-full"
      />
    </tr>
  )
}

function phonePlaceOf<Row>({ phone, hideBelow }: TableColumn<Row>, index: number) {
  return phone ?? (index === 0 ? 'title' : hideBelow ? 'hidden' : 'line')
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
