import { Prisma } from '../../../platform/database/generated/client.ts'
import type { WardlinePrisma } from '../../../platform/database/createDatabase.ts'
import type { NotificationCounts } from '../contract.ts'
import type { NotificationsQuery } from './notificationsQueries.ts'
import { seenSql, type Reader, type SeenRow } from './visibleSql.ts'

/** A line of the list. */
export interface ListedRow extends SeenRow {
  /** Unread ones of its group, itself included. */
  readonly count: number
}

/** Unread first, newest first; unread ones of one group are one line, the newest. One more than `limit` where there are more. */
export async function readList(
  prisma: WardlinePrisma,
  reader: Reader,
  query: NotificationsQuery,
): Promise<ListedRow[]> {
  const { type, severity, limit } = query
  const rows = await prisma.$queryRaw<ListedRow[]>`${seenSql(reader)}, lines AS (
      SELECT seen.*,
             row_number() OVER line AS place,
             (count(*) OVER (PARTITION BY "isRead", CASE WHEN "isRead" THEN id::text ELSE coalesce("groupKey", id::text) END))::int AS count
        FROM seen
       WHERE ${stateSql(query.state)}
         AND ${type === undefined ? Prisma.sql`true` : Prisma.sql`type = ${type}`}
         AND ${severity === undefined ? Prisma.sql`true` : Prisma.sql`severity = ${severity}::notification_severity`}
      WINDOW line AS (PARTITION BY "isRead", CASE WHEN "isRead" THEN id::text ELSE coalesce("groupKey", id::text) END
                      ORDER BY number DESC)
    )
    SELECT * FROM lines WHERE place = 1 AND ${afterSql(query.cursor)} ORDER BY "isRead", number DESC LIMIT ${limit + 1}`
  return rows.map(toNumbers)
}

function stateSql(state: NotificationsQuery['state']): Prisma.Sql {
  if (state === 'snoozed') return Prisma.sql`"snoozedUntil" IS NOT NULL`
  const awake = Prisma.sql`"snoozedUntil" IS NULL`
  if (state === undefined) return awake
  return state === 'unread' ? Prisma.sql`${awake} AND NOT "isRead"` : Prisma.sql`${awake} AND "isRead"`
}

function afterSql(cursor: string | undefined): Prisma.Sql {
  if (cursor === undefined) return Prisma.sql`true`
  const [isRead, number] = cursor.split('-')
  return Prisma.sql`("isRead"::int, -number) > (${Number(isRead)}::int, ${-Number(number)}::bigint)`
}

/** For `next_cursor`: behind this line. */
export const cursorOf = ({ isRead, number }: SeenRow): string => `${isRead ? 1 : 0}-${number}`

/** Null: it is not for this reader, has expired, or is not there. */
export async function readOne(prisma: WardlinePrisma, reader: Reader, id: string): Promise<ListedRow | null> {
  const [row] = await prisma.$queryRaw<ListedRow[]>`${seenSql(reader)}
    SELECT seen.*, 1 AS count FROM seen WHERE id = ${id}::uuid`
  return row === undefined ? null : toNumbers(row)
}

/** What waits for somebody who comes: unread and not snoozed, and what is to be acknowledged; the oldest first. */
export async function readWaiting(
  prisma: WardlinePrisma,
  reader: Reader,
  o: { readonly most: number; readonly onlyAcks: boolean },
): Promise<ListedRow[]> {
  const mustAck = Prisma.sql`"requiresAck" AND "acknowledgedAt" IS NULL`
  const rows = await prisma.$queryRaw<ListedRow[]>`${seenSql(reader)}
    SELECT seen.*, 1 AS count FROM seen
     WHERE ${o.onlyAcks ? mustAck : Prisma.sql`(${mustAck}) OR (NOT "isRead" AND "snoozedUntil" IS NULL)`}
     ORDER BY ${mustAck} DESC, number DESC LIMIT ${o.most}`
  return rows.map(toNumbers).toSorted((a, b) => a.number - b.number)
}

interface CountedType {
  readonly type: string
  readonly unread: number
  readonly critical: number
  readonly unacknowledged: number
  readonly head: bigint
  readonly changesAt: Date | null
}

export async function readCounts(prisma: WardlinePrisma, reader: Reader): Promise<NotificationCounts> {
  const unread = Prisma.sql`NOT "isRead" AND "snoozedUntil" IS NULL`
  const rows = await prisma.$queryRaw<CountedType[]>`${seenSql(reader)}
    SELECT type,
           count(*) FILTER (WHERE ${unread})::int AS unread,
           count(*) FILTER (WHERE ${unread} AND severity = 'critical')::int AS critical,
           count(*) FILTER (WHERE "requiresAck" AND "acknowledgedAt" IS NULL)::int AS unacknowledged,
           max(number) AS head,
           min(least("snoozedUntil", "expiresAt")) AS "changesAt"
      FROM seen GROUP BY type`
  const sum = (of: (row: CountedType) => number): number => rows.reduce((total, row) => total + of(row), 0)
  const changes = rows.flatMap(({ changesAt }) => changesAt?.getTime() ?? [])
  return {
    unread: sum((row) => row.unread),
    by_type: Object.fromEntries(rows.flatMap((row) => (row.unread === 0 ? [] : [[row.type, row.unread]]))),
    critical: sum((row) => row.critical),
    unacknowledged: sum((row) => row.unacknowledged),
    head: Math.max(0, ...rows.map(({ head }) => Number(head))),
    changes_at: changes.length === 0 ? null : new Date(Math.min(...changes)).toISOString(),
  }
}

/** PostgreSQL's bigint comes as one. */
const toNumbers = (row: ListedRow): ListedRow => ({ ...row, number: Number(row.number) })
