import type { DemoDatabase } from '../../e2e/harness/demoDatabase.ts'
import type { AuditedChange } from './expectedEvents.ts'
import type { Committed, History, LoggedEvent, Observation, Operation } from './history.ts'

/** Where audit and log stand. */
export interface Baseline {
  readonly auditId: string
  readonly position: number
}

type Reader = Pick<DemoDatabase, 'query'>

export async function readBaseline(database: Reader): Promise<Baseline> {
  const [row] = await database.query<{ audit: string; position: string }>(
    `SELECT (SELECT coalesce(max(id), 0) FROM audit_entries) AS audit, (SELECT position FROM live_head) AS position`,
  )
  return { auditId: row?.audit ?? '0', position: Number(row?.position ?? 0) }
}

/** How many changes no relay has taken yet. */
export async function countWaiting(database: Reader): Promise<number> {
  const [row] = await database.query<{ waiting: number }>('SELECT count(*)::int AS waiting FROM live_outbox')
  return row?.waiting ?? 0
}

export async function readHeads(database: Reader): Promise<Map<string, number>> {
  const rows = await database.query<{ topic: string; seq: string }>('SELECT topic, seq FROM live_topics')
  return new Map(rows.map(({ topic, seq }) => [topic, Number(seq)]))
}

/** Puts together what writers and observers know with what the database says happened since the baseline. */
export async function readHistory(
  database: Reader,
  given: {
    readonly since: Baseline
    readonly operations: readonly Operation[]
    readonly observations: readonly Observation[]
  },
): Promise<History> {
  const { since, operations, observations } = given
  const known = new Set(operations.map(({ id }) => id))
  const ours = (changeId: string | null): string | null =>
    changeId !== null && known.has(changeId) ? changeId : null
  const committed = await readCommitted(database, since)
  const logged = await readLog(database)
  return {
    operations,
    committed: committed.map((change) => ({ ...change, operation: ours(change.operation) })),
    written: await readWritten(database),
    logged,
    heads: await readHeads(database),
    observations,
    since: since.position,
  }
}

async function readCommitted(database: Reader, since: Baseline): Promise<Committed[]> {
  return await database.query<AuditedChange & { operation: string | null; [column: string]: unknown }>(
    `SELECT action, model, row_id AS "rowId", before, after, change_id AS operation FROM audit_entries
      WHERE id > $1 AND action IN ('insert', 'update', 'delete') ORDER BY id`,
    [since.auditId],
  )
}

async function readLog(database: Reader): Promise<LoggedEvent[]> {
  const rows = await database.query<
    Record<'position' | 'topic' | 'seq' | 'kind' | 'entity' | 'action', string> & {
      data: Record<string, unknown>
      operation: string | null
    }
  >(
    `SELECT position, topic, seq, kind, entity, action, data, change_id AS operation FROM live_log ORDER BY position`,
  )
  return rows.map((row) => ({
    ...row,
    position: Number(row.position),
    seq: Number(row.seq),
    id: typeof row.data['id'] === 'string' ? row.data['id'] : null,
  }))
}

/** The operations whose words stand in a table: each writes its id where people write theirs. */
async function readWritten(database: Reader): Promise<Map<string, number>> {
  const rows = await database.query<{ id: string; times: number }>(
    `SELECT id, count(*)::int AS times FROM (
       SELECT substring(label FROM $1) AS id FROM crates
       UNION ALL SELECT substring(location FROM $1) FROM crates
       UNION ALL SELECT substring(reason FROM $1) FROM archive_requests
       UNION ALL SELECT substring(body FROM $1) FROM archive_comments) AS words
     WHERE id IS NOT NULL GROUP BY id`,
    ['op ([0-9a-f-]{36})'],
  )
  return new Map(rows.map(({ id, times }) => [id, times]))
}
