// oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role, jsx-a11y/no-noninteractive-element-interactions -- on phones rows are flex boxes, and some browsers then drop the implicit roles; keys move between links, which work without
'use client'

import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { SelectAllCell, SelectRowCell } from './TableSelection'
import { TableHeaderCell } from './TableHeaderCell'
import { TableRow } from './TableRow'
import { useRowKeys } from './useRowKeys'

export interface TableColumn<Row> {
  readonly id: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** CSS width of the column. Without one it shares what is left. */
  readonly width?: string
  readonly align?: 'start' | 'end'
  readonly isSortable?: boolean
  /** Figures of one width: numbers and times under each other. The first column and those aligned at the end have them. */
  readonly isTabular?: boolean
  /** In a table narrower than this the column goes (md 672, lg 896, xl 1024 px of the table itself). */
  readonly hideBelow?: 'md' | 'lg' | 'xl'
  /**
   * Its place below 576 px, where each row is a small card: `title` first line, `end` at its right, `line` below. Default: the
   * first column is the title, one with `hideBelow` is hidden, the others are lines.
   */
  readonly phone?: 'title' | 'end' | 'line' | 'hidden'
}

export interface TableSort {
  readonly column: string
  readonly direction: 'ascending' | 'descending'
}

/** Says that somebody has just changed a row: it tints for a second and names them. */
export interface RowChange {
  /** Another key tints anew: a version, a seq. */
  readonly key: string | number
  readonly by: string | null
}

export interface TableProps<Row extends { readonly id: string }> {
  /** What the table lists, for screen readers. */
  readonly label: string
  readonly columns: readonly TableColumn<Row>[]
  readonly rows: readonly Row[]
  /** Where a row leads; the whole row is the link. The first column should then be words. */
  readonly rowHref?: (row: Row) => string
  /** The row whose detail is open beside the list. */
  readonly currentId?: string | null
  /** With it rows have boxes. */
  readonly selected?: ReadonlySet<string>
  readonly onSelectedChange?: (selected: ReadonlySet<string>) => void
  /** How a row is called in its box's label. */
  readonly rowName?: (row: Row) => string
  readonly isSelectable?: (row: Row) => boolean
  readonly sort?: TableSort | undefined
  readonly onSortChange?: (sort: TableSort) => void
  readonly changeOf?: (row: Row) => RowChange | undefined
  /** Shown instead of the table when there are no rows. */
  readonly empty?: ReactNode
  readonly className?: string
}

/**
 * A dense list. Rows are real links (open in a tab, copy the address); arrows or j and k move between them, x selects.
 * It is a plain table: sorting, filtering and paging are the caller's, on the server.
 */
export function Table<Row extends { readonly id: string }>(props: TableProps<Row>) {
  const { label, columns, rows, rowHref, selected, onSelectedChange, sort, onSortChange } = props
  const rowName = props.rowName ?? ((row: Row) => row.id)
  const selectable = useMemo(
    () => (props.isSelectable ? rows.filter(props.isSelectable) : rows).map((row) => row.id),
    [rows, props.isSelectable],
  )
  const selectableIds = useMemo(() => new Set(selectable), [selectable])
  const toggle = (id: string, isSelected: boolean) => {
    const next = new Set(selected)
    if (isSelected) next.add(id)
    else next.delete(id)
    onSelectedChange?.(next)
  }
  const rowKeys = useRowKeys((id) => {
    if (selected && selectableIds.has(id)) toggle(id, !selected.has(id))
  })
  if (rows.length === 0 && props.empty) return props.empty
  return (
    <div className={`@container ${props.className ?? ''}`}>
      <table
        role="table"
        aria-label={label}
        onKeyDown={rowKeys}
        className={`w-full table-fixed border-collapse text-sm @max-xl:block`}
      >
        <thead role="rowgroup" className="@max-xl:sr-only">
          <tr role="row" className="border-b border-line">
            {selected && (
              <SelectAllCell
                selected={selected}
                selectable={selectable}
                onChange={(all) => onSelectedChange?.(new Set(all ? selectable : []))}
              />
            )}
            {columns.map((column) => (
              <TableHeaderCell key={column.id} column={column} sort={sort} onSortChange={onSortChange} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="@max-xl:block">
          {rows.map((row) => (
            <TableRow
              key={row.id}
              row={row}
              columns={columns}
              href={rowHref?.(row)}
              isCurrent={row.id === props.currentId}
              isSelected={selected?.has(row.id) ?? false}
              change={props.changeOf?.(row)}
              selectCell={
                selected && (
                  <SelectRowCell
                    name={rowName(row)}
                    isSelected={selected.has(row.id)}
                    isDisabled={!selectableIds.has(row.id)}
                    onChange={(isSelected) => toggle(row.id, isSelected)}
                  />
                )
              }
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}
