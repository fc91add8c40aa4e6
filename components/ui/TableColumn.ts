import type { ReactNode } from 'react'

/** A column of a table. */
export interface TableColumn<Row> {
  readonly id: string
  readonly header: string
  /** Elements are used again for other rows as the table scrolls: what has a state of its own is keyed by its row. */
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
   * Its place where each row is a small card (below 576 px, unless the table says another width): `title` first line, `end` at
   * its right, `line` below, `half` beside the next half. Default: the first column is the title, one with `hideBelow` is
   * hidden, the others are lines.
   */
  readonly phone?: 'title' | 'end' | 'line' | 'half' | 'hidden'
}

/** What a table is sorted by. */
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
