// oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role -- what scrolls sideways must be reached by the keyboard
'use client'

import { Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './Button'
import { Time } from './Time'

/** A column of a printed table. */
export interface PrintColumn<Row> {
  readonly id: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** Figures of one width, to the right. */
  readonly isNumber?: boolean
}

export interface PrintSheetProps<Row extends { readonly id: string }> {
  readonly title: string
  /** What the list is narrowed to, in words: each stands on the paper. */
  readonly facts: readonly string[]
  readonly columns: readonly PrintColumn<Row>[]
  readonly rows: readonly Row[]
  /** All that match; more than there are rows where the paper would not end. */
  readonly total: number
  /** When the rows were as they are here, in ms. */
  readonly asOf: number
  /** Beside the print button; on the screen only. */
  readonly actions?: ReactNode
}

/** A list for paper: what it is, of when, and a table whose head stands on each page. On the screen it has a button to print it. */
export function PrintSheet<Row extends { readonly id: string }>(props: PrintSheetProps<Row>) {
  const { title, facts, columns, rows, total, asOf, actions } = props
  return (
    <div className="mx-auto w-full max-w-[1100px] px-4 py-5 sm:px-6 print:max-w-none print:p-0">
      <div className="mb-4 flex flex-wrap gap-2 print:hidden">
        <Button variant="primary" icon={<Printer />} onPress={() => window.print()}>
          Print
        </Button>
        {actions}
      </div>
      <header className="mb-3">
        <h1 className="text-xl font-semibold text-ink">{title}</h1>
        <p className="text-sm text-muted">
          {facts.length > 0 && `${facts.join(' · ')} · `}
          As of <Time at={asOf} format="exact" />
        </p>
        <p className="tabular text-sm text-muted">
          {total > rows.length
            ? `The first ${rows.length} of ${total}. Narrow the list to print the rest.`
            : `${total} in all`}
        </p>
      </header>
      <div
        role="region"
        aria-label={title}
        tabIndex={0}
        className="overflow-x-auto rounded-lg border border-line print:overflow-visible print:rounded-none print:border-0"
      >
        <table className="w-full border-collapse text-left text-sm">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              {columns.map(({ id, header, isNumber }) => (
                <th
                  key={id}
                  scope="col"
                  className={`border-b border-line-strong px-2 py-1.5 font-medium text-muted ${isNumber ? 'text-right' : ''}`}
                >
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} className="break-inside-avoid border-b border-line align-top last:border-b-0">
                {columns.map(({ id, cell, isNumber }) => (
                  <td
                    key={id}
                    className={`px-2 py-1.5 text-ink ${isNumber ? 'tabular text-right whitespace-nowrap' : ''}`}
                  >
                    {cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
