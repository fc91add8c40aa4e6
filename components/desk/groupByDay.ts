import type { Activity } from '@/lib/domains/desk/contract.ts'

/** What happened on one day. */
export interface ActivityDay {
  /** YYYY-MM-DD in the site's zone. */
  readonly day: string
  readonly rows: readonly Activity[]
}

/** The feed by days of the site's zone, in its order. A day whose rows stand apart is told twice rather than reordered. */
export function groupByDay(rows: readonly Activity[], timeZone: string): readonly ActivityDay[] {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  const days: { day: string; rows: Activity[] }[] = []
  for (const row of rows) {
    const day = format.format(new Date(row.at))
    const last = days.at(-1)
    if (last?.day === day) last.rows.push(row)
    else days.push({ day, rows: [row] })
  }
  return days
}
