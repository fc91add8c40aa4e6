import type { WardlineTx } from '../../../platform/database/createDatabase.ts'
import type { Share } from '../../../platform/live/createSharedResults.ts'
import { CRATE_STATUSES, type CrateStatus } from '../contract/crate.ts'
import type { Summary } from '../contract/summary.ts'
import { waitsFor, type Asker, type RequestStanding } from '../policy.ts'
import { readableCratesSql, type ArchiveScope } from './archiveScope.ts'
import { readInScope } from './readInScope.ts'
import { IS_OPEN, IS_OUT, isOverdue, readableRequestsSql } from './requestScope.ts'

/** Open requests that stand alike: whoever one of them waits for, all of them wait for. */
interface AlikeRequests extends RequestStanding {
  readonly count: number
  readonly out: number
  readonly overdue: number
}

interface ScopeCounts extends Omit<Summary, 'waiting'> {
  readonly open: readonly AlikeRequests[]
}

/** Counts over all that the actor may read, which all who read as much share, and what waits for them, by the policy. */
export async function readSummary(
  db: WardlineTx,
  reader: { readonly actor: Asker; readonly share: Share },
  { today }: { readonly today: string },
): Promise<Summary> {
  const { open, ...counts } = await readInScope(reader.share, reader.actor, {
    query: 'summary',
    parameters: today,
    run: (scope) => countInScope(db, scope, today),
  })
  const waiting = { decide: 0, receive: 0, answer: 0 }
  for (const alike of open) {
    const what = waitsFor(reader.actor, alike)
    if (what !== null) waiting[what] += alike.count
  }
  const { decide: to_decide, receive: to_receive, answer: to_answer } = waiting
  return { ...counts, waiting: { to_decide, to_receive, to_answer } }
}

/**
 * Three queries, however much there is: crates by state alone out of an index, those that are past their time out of
 * another, and open requests, which are few.
 */
async function countInScope(db: WardlineTx, scope: ArchiveScope, today: string): Promise<ScopeCounts> {
  const [crates, [past], open] = await Promise.all([
    db.$queryRaw<{ status: CrateStatus; count: number }[]>`
      SELECT status::text, count(*)::int FROM crates WHERE ${readableCratesSql(scope)} GROUP BY status`,
    db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int FROM crates
      WHERE ${readableCratesSql(scope)} AND retain_until < ${today}::date AND status = 'stored'`,
    groupOpenRequests(db, scope, today),
  ])
  const cratesIn = (status: CrateStatus) => crates.find((row) => row.status === status)?.count ?? 0
  const sum = (of: (alike: AlikeRequests) => number) => open.reduce((total, alike) => total + of(alike), 0)
  const approved = (wanted: RequestStanding['kind']) =>
    sum(({ kind, status, count }) => (kind === wanted && status === 'approved' ? count : 0))
  return {
    open,
    crates: Object.fromEntries(
      CRATE_STATUSES.map((status) => [status, cratesIn(status)]),
    ) as Summary['crates'],
    requests: {
      pending: sum(({ status, count }) => (status === 'pending' ? count : 0)),
      sent_back: sum(({ status, count }) => (status === 'sent_back' ? count : 0)),
      in_transfer: approved('transfer'),
      half_agreed: approved('destruction'),
      out: sum(({ out }) => out),
      overdue: sum(({ overdue }) => overdue),
    },
    retention_over: past?.count ?? 0,
  }
}

function groupOpenRequests(db: WardlineTx, scope: ArchiveScope, today: string): Promise<AlikeRequests[]> {
  return db.$queryRaw<AlikeRequests[]>`
    SELECT kind::text, status::text, unit_id::text AS "unitId", to_unit_id::text AS "toUnitId",
           created_by_id::text AS "createdById", released_by_id::text AS "releasedById", count(*)::int,
           count(*) FILTER (WHERE ${IS_OUT})::int AS out, count(*) FILTER (WHERE ${isOverdue(today)})::int AS overdue
    FROM archive_requests WHERE ${readableRequestsSql(scope)} AND ${IS_OPEN}
    GROUP BY kind, status, unit_id, to_unit_id, created_by_id, released_by_id`
}
