import type { DemoDatabase } from '../harness/demoDatabase.ts'
import { changesOf, type AuditedChange, type ExpectedEvent } from './expectedEvents.ts'

/** An event as the log has it. */
export interface LoggedEvent extends ExpectedEvent {
  readonly position: number
  readonly seq: number
}

/** What the database says happened: the audit (written by each transaction itself) and the log (by the relay). */
export interface Ledger {
  /** By topic, in the order of `seq`; what lies before the baseline too. */
  readonly logged: ReadonlyMap<string, readonly LoggedEvent[]>
  /** The part of it after the baseline. */
  readonly loggedSince: readonly LoggedEvent[]
  /** What the audit says must have been announced: by topic and row, in the order in which it was committed. */
  readonly expected: ReadonlyMap<string, readonly ExpectedEvent[]>
  readonly changes: readonly AuditedChange[]
  /** Things that are wrong in themselves: a hole in the positions, a head that is not the last seq, a dead letter. */
  readonly complaints: readonly string[]
}

/** Where audit and log stand now. */
export interface Baseline {
  readonly auditId: string
  readonly position: number
}

export async function readBaseline(database: DemoDatabase): Promise<Baseline> {
  const [row] = await database.query<{ audit: string; position: string }>(
    `SELECT (SELECT coalesce(max(id), 0) FROM audit_entries) AS audit, (SELECT position FROM live_head) AS position`,
  )
  return { auditId: row?.audit ?? '0', position: Number(row?.position ?? 0) }
}

/** True once the relay has nothing left to do. */
export async function isRelayed(database: DemoDatabase): Promise<boolean> {
  const [row] = await database.query<{ waiting: string }>('SELECT count(*) AS waiting FROM live_outbox')
  return row?.waiting === '0'
}

export async function readHeads(database: DemoDatabase): Promise<Map<string, number>> {
  const rows = await database.query<{ topic: string; seq: string }>('SELECT topic, seq FROM live_topics')
  return new Map(rows.map(({ topic, seq }) => [topic, Number(seq)]))
}

export async function readLedger(database: DemoDatabase, since: Baseline): Promise<Ledger> {
  const log = await database.query<
    Record<'position' | 'topic' | 'seq' | 'kind' | 'entity' | 'action', string> & {
      data: Record<string, unknown>
    }
  >('SELECT position, topic, seq, kind, entity, action, data FROM live_log ORDER BY position')
  const changes = await database.query<AuditedChange & { [column: string]: unknown }>(
    `SELECT action, model, row_id AS "rowId", before, after FROM audit_entries
      WHERE id > $1 AND action IN ('insert', 'update', 'delete') ORDER BY id`,
    [since.auditId],
  )
  const dead = await database.query<{ error: string }>('SELECT error FROM live_dead_letters')
  const heads = await readHeads(database)
  const complaints = dead.map(({ error }) => `a dead letter: ${error}`)

  const logged = new Map<string, LoggedEvent[]>()
  const lastSeq = new Map<string, number>()
  log.forEach((row, index) => {
    if (Number(row.position) !== index + 1)
      complaints.push(`position ${row.position} stands at place ${index + 1}`)
    const before = lastSeq.get(row.topic) ?? 0
    if (Number(row.seq) !== before + 1) complaints.push(`${row.topic}: ${row.seq} follows ${before}`)
    lastSeq.set(row.topic, Number(row.seq))
    if (row.kind !== 'data') complaints.push(`${row.topic} #${row.seq} is a ${row.kind}`)
    const event = { ...row, position: Number(row.position), seq: Number(row.seq), id: String(row.data['id']) }
    logged.set(row.topic, [...(logged.get(row.topic) ?? []), event])
  })
  for (const [topic, seq] of heads) {
    if (lastSeq.get(topic) !== seq)
      complaints.push(`${topic}: the head is ${seq}, the last ${lastSeq.get(topic)}`)
  }
  const loggedSince = [...logged.values()].flat().filter(({ position }) => position > since.position)
  return { logged, loggedSince, expected: groupByRow(changes.flatMap(changesOf)), changes, complaints }
}

/** Rows are locked while they change, so that the order of one row's changes is certain; that of two rows is not. */
export function groupByRow(events: readonly ExpectedEvent[]): Map<string, ExpectedEvent[]> {
  const groups = new Map<string, ExpectedEvent[]>()
  for (const event of events) {
    const key = `${event.topic} ${event.entity} ${event.id}`
    groups.set(key, [...(groups.get(key) ?? []), event])
  }
  return groups
}
