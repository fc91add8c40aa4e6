import type pg from 'pg'
import type { CapturedChange, CapturedRow } from '../../realtime/server/liveDomain.ts'
import type { LogBatch, LogEntry, RoutedEvent } from '../../realtime/server/logEntry.ts'
import type { DeadLetter, RoutedChanges } from '../../realtime/server/relayStore.ts'
import { EPOCH_SQL } from './epochSql.ts'

interface OutboxRow {
  readonly id: string
  readonly model: string
  readonly before: CapturedRow | null
  readonly after: CapturedRow | null
  readonly change_id: string | null
  readonly actor_id: string | null
  readonly at: Date
}

interface Head {
  readonly epoch: string
  readonly position: number
}

/**
 * One batch of the relay in one transaction: locks the head, takes outbox rows in order, has them routed, gives each
 * event its position and its topic's next seq, writes the log and commits. Null when there was nothing to take.
 */
export async function moveBatch(
  client: pg.Client,
  limit: number,
  route: (changes: readonly CapturedChange[]) => RoutedChanges,
): Promise<LogBatch | null> {
  const { rows } = await client.query<{ waiting: boolean }>(
    'SELECT EXISTS (SELECT FROM live_outbox) AS waiting',
  )
  if (rows[0]?.waiting !== true) return null
  await client.query('BEGIN')
  try {
    const head = await lockHead(client)
    const changes = await takeChanges(client, limit)
    const routed = route(changes)
    const entries = await numberEvents(client, head, routed.events)
    await writeLog(client, entries, routed.deadLetters)
    await client.query('COMMIT')
    return changes.length === 0 ? null : { epoch: head.epoch, entries }
  } catch (error) {
    // When the connection is gone, so is the transaction.
    await client.query('ROLLBACK').catch(() => {})
    throw error
  }
}

async function lockHead(client: pg.Client): Promise<Head> {
  const { rows } = await client.query<{ epoch: string; position: string }>(
    `SELECT ${EPOCH_SQL} AS epoch, h.position FROM live_head h WHERE h.id = 1 FOR UPDATE OF h`,
  )
  const head = rows[0]
  if (head === undefined) throw new Error('live_head has no row')
  return { epoch: head.epoch, position: Number(head.position) }
}

async function takeChanges(client: pg.Client, limit: number): Promise<CapturedChange[]> {
  const { rows } = await client.query<OutboxRow>(
    `WITH taken AS (
       DELETE FROM live_outbox WHERE id IN (SELECT id FROM live_outbox ORDER BY id LIMIT $1)
       RETURNING id, model, before, after, change_id, actor_id, at)
     SELECT * FROM taken ORDER BY id`,
    [limit],
  )
  return rows.map((row) => ({
    outboxId: row.id,
    model: row.model,
    before: row.before,
    after: row.after,
    timestamp: row.at.toISOString(),
    changeId: row.change_id,
    actorId: row.actor_id,
  }))
}

/** Takes as many seqs of each topic as the batch needs, and hands positions and seqs out in order. */
async function numberEvents(
  client: pg.Client,
  head: Head,
  events: readonly RoutedEvent[],
): Promise<LogEntry[]> {
  if (events.length === 0) return []
  const wanted = new Map<string, number>()
  for (const { topic } of events) wanted.set(topic, (wanted.get(topic) ?? 0) + 1)
  const { rows } = await client.query<{ topic: string; seq: string }>(
    `INSERT INTO live_topics AS t (topic, seq) SELECT * FROM unnest($1::text[], $2::bigint[])
     ON CONFLICT (topic) DO UPDATE SET seq = t.seq + excluded.seq RETURNING topic, seq`,
    [[...wanted.keys()], [...wanted.values()]],
  )
  const last = new Map(rows.map((row) => [row.topic, Number(row.seq) - (wanted.get(row.topic) ?? 0)]))
  return events.map((event, index) => {
    const seq = (last.get(event.topic) ?? 0) + 1
    last.set(event.topic, seq)
    return { ...event, position: head.position + index + 1, seq }
  })
}

async function writeLog(
  client: pg.Client,
  entries: readonly LogEntry[],
  deadLetters: readonly DeadLetter[],
): Promise<void> {
  const last = entries.at(-1)
  if (last !== undefined) {
    await client.query(
      `WITH head AS (UPDATE live_head SET position = $2 WHERE id = 1)
       INSERT INTO live_log (position, topic, seq, kind, entity, action, data, change_id, actor_id, revocation, expander, at)
       SELECT position, topic, seq, kind, entity, action, data, "changeId", "actorId", revocation, expander, "timestamp"
         FROM json_to_recordset($1) AS e(position bigint, topic text, seq bigint, kind text, entity text, action text,
              data jsonb, "changeId" text, "actorId" text, revocation jsonb, expander text, "timestamp" timestamptz)`,
      [JSON.stringify(entries), last.position],
    )
  }
  if (deadLetters.length > 0) {
    await client.query(
      `INSERT INTO live_dead_letters (model, before, after, change_id, actor_id, error)
       SELECT change->>'model', nullif(change->'before', 'null'), nullif(change->'after', 'null'), change->>'changeId',
              change->>'actorId', error
         FROM jsonb_to_recordset($1) AS d(change jsonb, error text)`,
      [JSON.stringify(deadLetters)],
    )
  }
}
