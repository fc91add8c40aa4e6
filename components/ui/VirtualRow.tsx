// oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are laid out one by one, without a table's layout, which would be made anew for all of them
'use client'

import { memo, type JSX } from 'react'
import { Skeleton } from './Skeleton'
import type { RowChange } from './TableColumn'
import { RowCell, rowStyles, TableRow } from './TableRow'
import { SelectRowCell } from './TableSelection'
import type { TableLayout } from './useTableLayout'

/** A row's box: ticked, empty, or not to be ticked. */
export type RowBox = 'on' | 'off' | 'disabled'

export interface VirtualRowProps<Row> {
  readonly row: Row & { readonly id: string }
  readonly index: number
  readonly layout: TableLayout<Row>
  readonly href: string | undefined
  /** Keep it the same from render to render. */
  readonly onOpen: ((href: string) => void) | undefined
  readonly name: string
  readonly isCurrent: boolean
  readonly change: RowChange | undefined
  readonly isDeparted: boolean
  readonly box: RowBox | null
  readonly onPick: (index: number, isSelected: boolean, isRange: boolean) => void
}

function PlainVirtualRow<Row>({ box, name, onPick, ...rest }: VirtualRowProps<Row>) {
  return (
    <TableRow
      {...rest}
      isSelected={box === 'on'}
      selectCell={
        box && (
          <SelectRowCell
            name={name}
            isSelected={box === 'on'}
            isDisabled={box === 'disabled'}
            isOnCard={rest.layout.isCards}
            onChange={(isSelected, isRange) => onPick(rest.index, isSelected, isRange)}
          />
        )
      }
    />
  )
}

/** One row of a long table. It is drawn anew only when something about it changes, not when its neighbours come and go. */
export const VirtualRow = memo(PlainVirtualRow) as <Row>(props: VirtualRowProps<Row>) => JSX.Element

export interface UnloadedRowProps<Row> {
  readonly index: number
  readonly layout: TableLayout<Row>
  readonly hasBox: boolean
}

/** The place of a row that is on its way, at its final height. The keyboard can rest on it. */
export function UnloadedRow<Row>({ index, layout, hasBox }: UnloadedRowProps<Row>) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-busy="true"
      data-index={index}
      tabIndex={-1}
      style={{ top: index * layout.rowHeight }}
      className={`${rowStyles(layout.isCards)} -outline-offset-2!`}
    >
      {hasBox && <div role="cell" className={layout.isCards ? 'w-6' : ''} />}
      {layout.columns.map((column, at) => (
        <RowCell key={column.id} layout={layout} at={at} hasBox={hasBox}>
          <Skeleton className={`h-3 ${WIDTHS[(index + at) % WIDTHS.length] ?? ''} max-w-full`} />
        </RowCell>
      ))}
    </div>
  )
}

const WIDTHS = ['w-24', 'w-32', 'w-20']
