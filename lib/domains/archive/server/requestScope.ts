import { Prisma } from '../../../platform/database/generated/client.ts'
import { mayActEverywhere, mayManageUnit } from '../../identity/policy.ts'
import type { Asker, RequestStanding } from '../policy.ts'
import type { ArchiveScope } from './archiveScope.ts'

const { sql } = Prisma

const NOTHING = sql`FALSE`

/**
 * The requests within a scope, of its unit and transfers to it, as a condition over `archive_requests`. The same as the
 * policy's `mayReadRequest`. Every query over requests begins with it.
 */
export function readableRequestsSql(scope: ArchiveScope): Prisma.Sql {
  if (scope === 'all') return sql`TRUE`
  if (scope === 'none') return NOTHING
  return sql`(archive_requests.unit_id = ${scope.unitId}::uuid OR archive_requests.to_unit_id = ${scope.unitId}::uuid)`
}

/** The same for a row. */
export function isRequestInScope(
  scope: ArchiveScope,
  { unitId, toUnitId }: Pick<RequestStanding, 'unitId' | 'toUnitId'>,
): boolean {
  if (scope === 'all' || scope === 'none') return scope === 'all'
  return unitId === scope.unitId || toUnitId === scope.unitId
}

/** Requests that hold their crates now. The same as `isOpen`. */
export const IS_OPEN = sql`archive_requests.status IN ('pending', 'sent_back', 'approved')`

/** Withdrawals whose crates are out. */
export const IS_OUT = sql`(archive_requests.kind = 'withdrawal' AND archive_requests.status = 'approved')`

/** Of those, past the day on which they were to be back. `today`: of the site. */
export const isOverdue = (today: string): Prisma.Sql =>
  sql`(${IS_OUT} AND archive_requests.due_on IS NOT NULL AND archive_requests.due_on < ${today}::date)`

/** What waits for a person, by what it waits for. The same as the policy's `waitsFor`. */
export function waitingRequestsSql(actor: Asker): Record<'decide' | 'receive' | 'answer', Prisma.Sql> {
  const isOthers = sql`archive_requests.created_by_id <> ${actor.userId}::uuid`
  const needsSecond = sql`archive_requests.kind = 'destruction' AND archive_requests.status = 'approved'
    AND archive_requests.released_by_id IS DISTINCT FROM ${actor.userId}::uuid`
  const isUnderWay = sql`archive_requests.kind = 'transfer' AND archive_requests.status = 'approved'`
  return {
    decide: sql`(${decidesFor(actor, 'unit_id')} AND ${isOthers}
      AND (archive_requests.status = 'pending' OR (${needsSecond})))`,
    receive: sql`(${decidesFor(actor, 'to_unit_id')} AND ${isOthers} AND ${isUnderWay})`,
    answer: sql`(archive_requests.status = 'sent_back' AND archive_requests.created_by_id = ${actor.userId}::uuid)`,
  }
}

function decidesFor(actor: Asker, column: 'unit_id' | 'to_unit_id'): Prisma.Sql {
  if (mayActEverywhere(actor, 'decide_in_unit')) return sql`TRUE`
  const { unitId } = actor
  if (unitId === null || !mayManageUnit(actor, unitId)) return NOTHING
  return sql`${Prisma.raw(`archive_requests.${column}`)} = ${unitId}::uuid`
}
