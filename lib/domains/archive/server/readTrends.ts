import type { WardlineTx } from '../../../platform/database/createDatabase.ts'
import type { Trends } from '../contract/summary.ts'
import type { ArchiveScope } from './archiveScope.ts'
import { readableRequestsSql } from './requestScope.ts'
import { addDays } from '../calendarDay.ts'
import { startOfDay } from '../startOfDay.ts'
import { weekOf, type SiteCalendar } from './siteDay.ts'

const WEEKS = 12

/**
 * How many of the requests within the scope were filed and closed in each of the last twelve weeks, the present
 * one included. Weeks begin on Monday as the site's clocks show it.
 */
export async function readTrends(
  db: WardlineTx,
  scope: ArchiveScope,
  { today, timeZone }: SiteCalendar,
): Promise<Trends> {
  const thisWeek = weekOf(today)
  const weeks = Array.from({ length: WEEKS }, (_, index) => addDays(thisWeek, (index + 1 - WEEKS) * 7))
  const starts = weeks.map((monday) => startOfDay(monday, timeZone).toISOString())
  const rows = await db.$queryRaw<{ week: number; opened: number; closed: number }[]>`
    SELECT week, count(*) FILTER (WHERE is_filing)::int AS opened, count(*) FILTER (WHERE NOT is_filing)::int AS closed
    FROM (
      SELECT width_bucket(created_at, ${starts}::timestamptz[]) AS week, TRUE AS is_filing
      FROM archive_requests WHERE ${readableRequestsSql(scope)} AND created_at >= ${starts[0]}::timestamptz
      UNION ALL
      SELECT width_bucket(decided_at, ${starts}::timestamptz[]), FALSE
      FROM archive_requests WHERE ${readableRequestsSql(scope)} AND decided_at >= ${starts[0]}::timestamptz
        AND status IN ('completed', 'rejected', 'cancelled')
    ) AS changes GROUP BY week`
  const byWeek = new Map(rows.map((row) => [row.week, row]))
  return {
    weeks: weeks.map((starts_on, index) => {
      const { opened = 0, closed = 0 } = byWeek.get(index + 1) ?? {}
      return { starts_on, opened, closed }
    }),
  }
}
