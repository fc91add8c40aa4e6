import { Prisma } from '../../../platform/database/generated/client.ts'
import type { Asker } from '../policy.ts'
import type { RequestQuery } from './archiveQueries.ts'
import { escapeLike, type ArchiveScope } from './archiveScope.ts'
import { caselessLike } from './caselessLike.ts'
import { CRATE_WORDS } from './crateConditions.ts'
import { IS_OPEN, isOverdue, readableRequestsSql, waitingRequestsSql } from './requestScope.ts'
import { addDays } from '../calendarDay.ts'
import { startOfDay } from '../startOfDay.ts'
import type { SiteCalendar } from './siteDay.ts'

/** What a list can be narrowed to; how it is paged and sorted is not in it, nor what depends on who asks. */
export type RequestConditions = Omit<RequestQuery, 'cursor' | 'limit' | 'offset' | 'sort' | 'waiting'>

/** What a list holds, and whether only what waits for somebody, or only what does not. */
export interface RequestChoice {
  readonly asked: RequestConditions
  readonly waiting?: { readonly forWhom: Asker; readonly isWanted: boolean } | null
}

const { sql } = Prisma

/** Which requests a list holds, as a condition over `archive_requests`: those within the scope, and of them what is asked for. */
export function requestConditions(
  scope: ArchiveScope,
  { asked, waiting }: RequestChoice,
  { timeZone, today }: SiteCalendar,
): Prisma.Sql {
  const { ids, kind, status, open, overdue, q, created_from: from, created_to: to } = asked
  const { unit_id: unitId, crate_id: crateId, created_by: createdBy } = asked
  const conditions = [
    readableRequestsSql(scope),
    ids && sql`archive_requests.id = ANY(${ids}::uuid[])`,
    kind && sql`archive_requests.kind = ${kind}::request_kind`,
    status && sql`archive_requests.status = ${status}::request_status`,
    open !== undefined && sql`(${IS_OPEN}) = ${open}`,
    unitId &&
      sql`(archive_requests.unit_id = ${unitId}::uuid OR archive_requests.to_unit_id = ${unitId}::uuid)`,
    crateId &&
      sql`archive_requests.id IN (SELECT request_id FROM archive_request_crates WHERE crate_id = ${crateId}::uuid)`,
    createdBy && sql`archive_requests.created_by_id = ${createdBy}::uuid`,
    waiting
      ? sql`(${Prisma.join(Object.values(waitingRequestsSql(waiting.forWhom)), ' OR ')}) = ${waiting.isWanted}`
      : undefined,
    overdue !== undefined && sql`${isOverdue(today)} = ${overdue}`,
    from && sql`archive_requests.created_at >= ${startOfDay(from, timeZone).toISOString()}::timestamptz`,
    to &&
      sql`archive_requests.created_at < ${startOfDay(addDays(to, 1), timeZone).toISOString()}::timestamptz`,
    q && sql`archive_requests.id IN (${idsWithWords(q)})`,
  ]
  return Prisma.join(
    conditions.filter((condition) => typeof condition === 'object'),
    ' AND ',
  )
}

/** Whether words could stand in a crate's number: most do not, and its table need not be looked at. */
const CRATE_NUMBER_PART = /^[CR\d-]+$/i

/**
 * Requests with these words in their number, reason, or in what their crates are called. Crates by what they were called
 * when they were asked for: what became of them since is not the business of whoever gave them away. One way each to its
 * own index, to the letter the expressions that those are built over.
 */
function idsWithWords(q: string): Prisma.Sql {
  const pattern = `%${escapeLike(q)}%`
  const ways = [
    sql`SELECT id FROM archive_requests WHERE (number || ' ' || reason) ILIKE ${pattern}`,
    sql`SELECT request_id FROM archive_request_crates WHERE label ILIKE ${pattern}`,
  ]
  if (CRATE_NUMBER_PART.test(q)) {
    ways.push(sql`
      SELECT links.request_id FROM archive_request_crates AS links JOIN crates ON crates.id = links.crate_id
      WHERE ${caselessLike(CRATE_WORDS, pattern)} AND crates.number ILIKE ${pattern}`)
  }
  return Prisma.join(ways, ' UNION ')
}
