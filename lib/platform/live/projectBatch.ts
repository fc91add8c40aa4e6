import type pg from 'pg'
import type { LogEntry } from '../../realtime/server/logEntry.ts'
import { LOG_COLUMNS, toLogEntry, type LogRow } from './logRow.ts'

/** The projector's transaction. */
export type ProjectionTx = Pick<pg.ClientBase, 'query'>

/** What is made of the log, and kept beside it. Plain SQL: its tables are written by nobody else. */
export interface Projection {
  /** Names it for ever: in `projections`, and as a lock. */
  readonly name: string
  /** Writes what the entries mean. They come in order, each in exactly one transaction that commits. */
  project(tx: ProjectionTx, entries: readonly LogEntry[]): Promise<void>
  /** The log is shorter than what was projected, since somebody put an older one in its place: what lies beyond never was. */
  forget(tx: ProjectionTx, beyond: number): Promise<void>
}

/** What one step found. */
export interface ProjectedBatch {
  /** Entries taken; 0: it is up to date. */
  readonly count: number
  /** Entries that the log had forgotten before they could be read. */
  readonly missed: number
  /** Whether the log had become shorter. */
  readonly wasReset: boolean
}

const UP_TO_DATE: ProjectedBatch = { count: 0, missed: 0, wasReset: false }

/** Begins to count for retention: from now on the log keeps what this projection has not read. */
export async function registerProjection(tx: ProjectionTx, name: string): Promise<void> {
  await tx.query('INSERT INTO projections (name, position) VALUES ($1, 0) ON CONFLICT (name) DO NOTHING', [
    name,
  ])
}

/**
 * One step in one transaction: reads the next entries, has them projected, and notes how far it came. Whatever fails
 * leaves both results and position as they were.
 */
export async function projectBatch(
  client: ProjectionTx,
  projection: Projection,
  limit: number,
): Promise<ProjectedBatch> {
  const standing = await readStanding(client, projection.name)
  if (standing.position === standing.head) return UP_TO_DATE
  await client.query('BEGIN')
  try {
    const done = await step(client, projection, limit)
    await client.query('COMMIT')
    return done
  } catch (error) {
    // When the connection is gone, so is the transaction.
    await client.query('ROLLBACK').catch(() => {})
    throw error
  }
}

async function step(tx: ProjectionTx, projection: Projection, limit: number): Promise<ProjectedBatch> {
  const { position, head } = await readStanding(tx, projection.name, 'FOR UPDATE OF p')
  if (position > head) {
    await projection.forget(tx, head)
    await moveTo(tx, projection.name, head)
    return { count: 0, missed: 0, wasReset: true }
  }
  const { rows } = await tx.query<LogRow>(
    `SELECT ${LOG_COLUMNS} FROM live_log WHERE position > $1 ORDER BY position LIMIT $2`,
    [position, limit],
  )
  const entries = rows.map(toLogEntry)
  const [first, last] = [entries[0], entries.at(-1)]
  if (first !== undefined) await projection.project(tx, entries)
  // Without entries the log has forgotten all up to its head.
  const reached = last?.position ?? head
  await moveTo(tx, projection.name, reached)
  return {
    count: entries.length,
    missed: (first?.position ?? reached + 1) - position - 1,
    wasReset: false,
  }
}

async function readStanding(
  tx: ProjectionTx,
  name: string,
  lock = '',
): Promise<Record<'position' | 'head', number>> {
  const { rows } = await tx.query<{ position: string; head: string }>(
    `SELECT p.position, h.position AS head FROM projections p, live_head h WHERE p.name = $1 AND h.id = 1 ${lock}`,
    [name],
  )
  const row = rows[0]
  if (row === undefined) throw new Error(`the projection ${name} has no row, or the log no head`)
  return { position: Number(row.position), head: Number(row.head) }
}

async function moveTo(tx: ProjectionTx, name: string, position: number): Promise<void> {
  await tx.query('UPDATE projections SET position = $2, updated_at = now() WHERE name = $1', [name, position])
}
