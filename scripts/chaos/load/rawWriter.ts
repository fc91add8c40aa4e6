import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Operation, Outcome } from '../history.ts'
import type { Random } from '../seededRandom.ts'
import { uuidv7 } from '../uuidv7.ts'

export interface RawWriter {
  readonly operations: readonly Operation[]
  stop(): Promise<void>
}

const PAUSE_MS = 60

/** Somebody at a psql prompt, who moves crates by hand and rolls every other change back, whatever processes run. */
export function startRawWriter(databaseUrl: string, random: Random): RawWriter {
  const operations: Operation[] = []
  let isStopped = false
  let client: pg.Client | null = null

  const connect = async (): Promise<pg.Client> => {
    const fresh = new pg.Client({
      connectionString: databaseUrl,
      connectionTimeoutMillis: 2_000,
      query_timeout: 10_000,
    })
    fresh.on('error', () => {
      client = null
    })
    await fresh.connect()
    return fresh
  }

  const move = async (): Promise<void> => {
    const id = uuidv7(random)
    const keeps = random.next() < 0.5
    client ??= await connect()
    const sentAt = Date.now()
    await client.query('BEGIN')
    await client.query(`SELECT set_config('wardline.change', $1, true)`, [id])
    const { rows } = await client.query<{ id: string; version: number }>(
      `UPDATE crates SET location = $1, version = version + 1
        WHERE id = (SELECT id FROM crates ORDER BY random() LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING id, version`,
      [`op ${id}`],
    )
    const row = rows[0]
    const outcome = await client.query(keeps ? 'COMMIT' : 'ROLLBACK').then(
      (): Outcome => (keeps ? 'acknowledged' : 'refused'),
      (): Outcome => 'unknown',
    )
    if (row === undefined) return
    const { version } = row
    operations.push({
      id,
      kind: 'move by hand',
      rowId: row.id,
      sentAt,
      endedAt: Date.now(),
      outcome,
      version,
    })
  }

  const work = async (): Promise<void> => {
    while (!isStopped) {
      await move().catch(() => {
        void client?.end().catch(() => {})
        client = null
      })
      await sleep(2 * PAUSE_MS * random.next())
    }
    await client?.end().catch(() => {})
  }
  const working = work()
  return {
    operations,
    async stop() {
      isStopped = true
      await working
    },
  }
}
