import { Prisma } from '../../../platform/database/generated/client.ts'
import type { CrateQuery } from './archiveQueries.ts'
import { escapeLike, readableCratesSql, type ArchiveScope } from './archiveScope.ts'
import { beginsWith, caselessLike } from './caselessLike.ts'
import { addDays } from '../calendarDay.ts'
import { startOfDay } from '../startOfDay.ts'
import type { SiteCalendar } from './siteDay.ts'

/** What a list can be narrowed to; how it is paged and sorted is not in it. */
export type CrateConditions = Omit<CrateQuery, 'cursor' | 'limit' | 'offset' | 'sort'>

const { sql } = Prisma

/** To the letter the expression that the trigram index is built over; to be searched with `caselessLike`. */
export const CRATE_WORDS = sql`(crates.number || ' ' || crates.label || ' ' || crates.location || ' ' || crates.contents)`

/** Which crates a list holds, as a condition over `crates`: those within the scope, and of them what is asked for. */
export function crateConditions(
  scope: ArchiveScope,
  asked: CrateConditions,
  calendar: SiteCalendar,
): Prisma.Sql {
  const { ids, status, unit_id: unitId, q, location, retention_rule_id: ruleId, retention_over: over } = asked
  const { created_from: from, created_to: to } = asked
  const { timeZone, today } = calendar
  const conditions = [
    readableCratesSql(scope),
    ids && sql`crates.id = ANY(${ids}::uuid[])`,
    status && sql`crates.status = ${status}::crate_status`,
    unitId && sql`crates.unit_id = ${unitId}::uuid`,
    q && caselessLike(CRATE_WORDS, `%${escapeLike(q)}%`),
    location && beginsWith(sql`crates.location`, location),
    from && sql`crates.created_at >= ${startOfDay(from, timeZone).toISOString()}::timestamptz`,
    to && sql`crates.created_at < ${startOfDay(addDays(to, 1), timeZone).toISOString()}::timestamptz`,
    ruleId && sql`crates.retention_rule_id = ${ruleId}::uuid`,
    over === true && sql`crates.retain_until < ${today}::date`,
    over === false && sql`(crates.retain_until IS NULL OR crates.retain_until >= ${today}::date)`,
  ]
  return Prisma.join(
    conditions.filter((condition) => typeof condition === 'object'),
    ' AND ',
  )
}
