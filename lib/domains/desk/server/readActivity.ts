import type { Database } from '../../../platform/database/createDatabase.ts'
import { Prisma } from '../../../platform/database/generated/client.ts'
import type { ActivityEntity, ActivityFilter } from '../contract.ts'
import { ACTIVITY_GROUP_MAX, ACTIVITY_GROUP_MINUTES, VISIT_COUNT_MAX } from '../contract.ts'
import { activityScope, type ActivityReader } from '../policy.ts'
import { ACTIVITY, inOneAct, isPartOfAct, isToldByAnother } from './activitySql.ts'

const { sql } = Prisma

const FEED = Prisma.raw(ACTIVITY)
const WINDOW = Prisma.raw(`interval '${ACTIVITY_GROUP_MINUTES} minutes'`)

/** One change, as it is kept. */
export interface ActivityRow {
  readonly position: number
  readonly action: string
  readonly data: Readonly<Record<string, unknown>>
  readonly at: Date
}

/** An act upon several things: how many, and since when. */
export interface ActivityAct {
  readonly things: number
  readonly firstAt: Date
}

/** Changes of one thing by one person, newest first; or the newest change of an act upon several things. */
export interface ActivityRun {
  readonly unit: { readonly id: string; readonly name: string }
  readonly entity: ActivityEntity
  readonly actorId: string | null
  readonly subjectId: string | null
  readonly rows: readonly [ActivityRow, ...ActivityRow[]]
  /** The change of the same thing that came before all these; null where none is known. */
  readonly before: ActivityRow | null
  /** Null: it is about one thing. */
  readonly act: ActivityAct | null
}

/** A filter as a query has it: what is not asked for may be there as undefined. */
type Wanted<F> = { readonly [Key in keyof F]: F[Key] | undefined }

/** What is asked of the feed. */
export interface ActivityWanted extends Wanted<ActivityFilter> {
  /** Activities whose newest change lies below. */
  readonly before?: number | undefined
  readonly limit: number
}

interface FeedRow {
  readonly head: bigint
  readonly position: bigint
  readonly unit_id: string
  readonly unit_name: string
  readonly entity: ActivityEntity
  readonly action: string
  readonly actor_id: string | null
  readonly subject_id: string | null
  readonly change_id: string | null
  readonly data: Readonly<Record<string, unknown>>
  readonly at: Date
  /** One of an act upon several things. */
  readonly is_act: boolean
  /** Another change of its act is told in its place. */
  readonly is_silent: boolean
  /** Of the act, where the head is one. */
  readonly things: bigint | null
  readonly act_at: Date | null
}

const part = (row: string): Prisma.Sql => Prisma.raw(isPartOfAct(row))

/** Whoever asks for one kind of thing is told of it, also where something else would speak for it. */
const silent = (row: string, { entity }: Wanted<ActivityFilter>): Prisma.Sql =>
  entity === undefined ? Prisma.raw(isToldByAnother(row)) : sql`false`

/**
 * Which changes stand for an activity: of an act upon several things the last; of all others those that no further change
 * of the same thing by the same person follows soon. What follows alone decides, so pages of whatever size are cut from the
 * same activities.
 */
const isNewest = (filter: Wanted<ActivityFilter>) => sql`CASE
  WHEN ${part('e')} THEN NOT EXISTS (
    SELECT FROM ${FEED} AS n WHERE ${Prisma.raw(inOneAct('n', 'e'))} AND n.position > e.position)
  WHEN e.subject_id IS NULL THEN true
  ELSE (
    SELECT n.actor_id IS NOT DISTINCT FROM e.actor_id AND n.at - e.at <= ${WINDOW} AND NOT ${part('n')} AND NOT ${silent('n', filter)}
      FROM ${FEED} AS n
     WHERE n.unit_id = e.unit_id AND n.entity = e.entity AND n.subject_id = e.subject_id AND n.position > e.position
     ORDER BY n.position LIMIT 1) IS NOT TRUE
  END`

/** A transfer is told in both units; who reads all of them is told once. */
const IS_ECHO = sql`EXISTS (
  SELECT FROM ${FEED} AS t
   WHERE t.position BETWEEN e.position - 10 AND e.position - 1 AND t.unit_id <> e.unit_id
     AND t.entity = e.entity AND t.action = e.action AND t.subject_id = e.subject_id AND t.at = e.at)`

/** The condition over `e` that the reader's rights and filter make; null: nothing at all. */
function conditions(reader: ActivityReader, filter: Wanted<ActivityFilter>): Prisma.Sql | null {
  const scope = activityScope(reader, filter.unit_id)
  if (scope === 'none') return null
  return Prisma.join(
    [
      scope === 'all' ? sql`NOT ${IS_ECHO}` : sql`e.unit_id = ${scope.unitId}::uuid`,
      ...(filter.entity ? [sql`e.entity = ${filter.entity}`] : []),
      ...(filter.actor_id ? [sql`e.actor_id = ${filter.actor_id}`] : []),
      sql`NOT ${silent('e', filter)}`,
      isNewest(filter),
    ],
    ' AND ',
  )
}

/** Activities that this person may read, newest first: at most `limit` and one more, which says that there is a next page. */
export async function readActivity(
  prisma: Database['prisma'],
  reader: ActivityReader,
  { before, limit, ...filter }: ActivityWanted,
): Promise<ActivityRun[]> {
  const where = conditions(reader, filter)
  if (where === null) return []
  const rows = await prisma.$queryRaw<FeedRow[]>`
    WITH heads AS MATERIALIZED (
      SELECT e.*, ${part('e')} AS is_act, false AS is_silent FROM ${FEED} AS e
       WHERE ${where} ${before === undefined ? Prisma.empty : sql`AND e.position < ${before}`}
       ORDER BY e.position DESC LIMIT ${limit + 1})
    SELECT m.*, u.name AS unit_name
      FROM (SELECT h.position AS head, act.things, act.act_at, h.*
              FROM heads h
              LEFT JOIN LATERAL (
                SELECT count(DISTINCT a.subject_id) + coalesce(sum((a.data ->> 'bulk')::int), 0) AS things,
                       min(a.at) AS act_at
                  FROM ${FEED} AS a WHERE ${Prisma.raw(inOneAct('a', 'h'))}) AS act ON h.is_act
             UNION ALL
            SELECT h.position AS head, NULL, NULL, earlier.*
              FROM heads h
             CROSS JOIN LATERAL (
               SELECT e.*, ${part('e')} AS is_act, ${silent('e', filter)} AS is_silent FROM ${FEED} AS e
                WHERE e.unit_id = h.unit_id AND e.entity = h.entity AND e.subject_id = h.subject_id
                  AND e.position < h.position
                ORDER BY e.position DESC LIMIT ${ACTIVITY_GROUP_MAX - 1}) AS earlier) AS m
      JOIN units u ON u.id = m.unit_id
     ORDER BY m.head DESC, m.position DESC`
  return runsOf(rows)
}

/** How many activities of others came after a position, up to 999. */
export async function countActivity(
  prisma: Database['prisma'],
  reader: ActivityReader,
  since: number,
): Promise<number> {
  const where = conditions(reader, {})
  if (where === null) return 0
  const [row] = await prisma.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) AS count FROM (
      SELECT FROM ${FEED} AS e
       WHERE ${where} AND e.position > ${since} AND e.actor_id IS DISTINCT FROM ${reader.userId}
       LIMIT ${VISIT_COUNT_MAX}) AS unseen`
  return Number(row?.count ?? 0)
}

interface Run {
  readonly head: FeedRow
  readonly rows: [ActivityRow, ...ActivityRow[]]
  before: ActivityRow | null
}

/** Cuts what precedes each newest change where the person or the act is another, or too long passed in between. */
function runsOf(rows: readonly FeedRow[]): ActivityRun[] {
  const runs = new Map<bigint, Run>()
  for (const row of rows) {
    const run = runs.get(row.head)
    const own = { position: Number(row.position), action: row.action, data: row.data, at: row.at }
    if (!run) runs.set(row.head, { head: row, rows: [own], before: null })
    else if (run.before !== null || isOfSameAct(row, run.head)) continue
    else if (joins(row, run)) run.rows.push(own)
    else run.before = own
  }
  return [...runs.values()].map(({ head, rows: own, before }) => ({
    unit: { id: head.unit_id, name: head.unit_name },
    entity: head.entity,
    actorId: head.actor_id,
    subjectId: head.subject_id,
    rows: own,
    before,
    act: head.act_at === null ? null : { things: Number(head.things), firstAt: head.act_at },
  }))
}

const isOfSameAct = (row: FeedRow, head: FeedRow): boolean => head.is_act && row.change_id === head.change_id

const joins = (row: FeedRow, { head, rows }: Run): boolean =>
  !head.is_act && !row.is_act && !row.is_silent && row.actor_id === head.actor_id && isSoon(row, rows.at(-1))

const isSoon = (earlier: Pick<ActivityRow, 'at'>, later: ActivityRow | undefined): boolean =>
  later !== undefined && later.at.getTime() - earlier.at.getTime() <= ACTIVITY_GROUP_MINUTES * 60_000
