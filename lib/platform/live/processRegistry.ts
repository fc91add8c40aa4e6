import type pg from 'pg'
import type { Clock } from '../../realtime/server/clock.ts'
import type { EngineLogger } from '../../realtime/server/engineLogger.ts'

export interface ProcessRegistry {
  /** How many other server processes are up on this database. Rejects when the database is away. */
  countOthers(): Promise<number>
  /** Takes this process off the list. */
  close(): Promise<void>
}

const RENEW_MS = 1_000
/** A process that was not seen for this long is gone. */
const GONE_SECONDS = 10

/** Puts this process on the database's list and renews it each second; those that were not seen for 10 s fall off. */
export async function createProcessRegistry(o: {
  db: Pick<pg.Pool, 'query'>
  processId: string
  clock: Clock
  logger: EngineLogger
}): Promise<ProcessRegistry> {
  let busy: Promise<void> | null = null
  let reachable = true

  async function renew(): Promise<void> {
    await o.db.query(
      `INSERT INTO live_processes (id, seen_at) VALUES ($1, now())
       ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at`,
      [o.processId],
    )
    await o.db.query(
      `DELETE FROM live_processes WHERE id IN (SELECT id FROM live_processes
        WHERE seen_at < now() - make_interval(secs => ${GONE_SECONDS}) FOR UPDATE SKIP LOCKED)`,
    )
  }

  async function tick(): Promise<void> {
    try {
      await renew()
      reachable = true
    } catch (error) {
      if (reachable) o.logger.warn({ err: error }, 'this process cannot renew its place on the list')
      reachable = false
    } finally {
      busy = null
    }
  }

  await renew()
  const stop = o.clock.setTicker(RENEW_MS, () => {
    busy ??= tick()
  })
  return {
    async countOthers() {
      const { rows } = await o.db.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM live_processes
          WHERE id <> $1 AND seen_at > now() - make_interval(secs => ${GONE_SECONDS})`,
        [o.processId],
      )
      return rows[0]?.n ?? 0
    },
    async close() {
      stop()
      await busy
      await o.db.query('DELETE FROM live_processes WHERE id = $1', [o.processId]).catch(() => {})
    },
  }
}
