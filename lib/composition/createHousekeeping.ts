import type pg from 'pg'
import { trimActivity } from '../domains/desk/server/trimActivity.ts'
import { trimDeliveries } from '../domains/notifications/server/delivery/trimDeliveries.ts'
import { trimNotifications } from '../domains/notifications/server/trimNotifications.ts'
import { readBacklog } from '../platform/live/readBacklog.ts'
import { trimLog } from '../platform/live/trimLog.ts'
import type { Settings } from '../platform/settings/readSettings.ts'
import type { Clock } from '../realtime/server/clock.ts'
import type { EngineLogger } from '../realtime/server/engineLogger.ts'
import type { RealtimeMetrics } from '../realtime/server/realtimeMetrics.ts'

/** How often the outbox is looked at for the metrics. */
const BACKLOG_MS = 5_000

/** An ended session is of no use to anybody but the audit, which has its own copy. */
const REMOVE_EXPIRED = [
  `DELETE FROM idempotency_keys WHERE created_at < now() - interval '24 hours'`,
  `DELETE FROM sessions WHERE least(expires_at, revoked_at) < now() - interval '30 days'`,
  // Brought for a message that was never sent.
  `DELETE FROM message_attachments WHERE message_id IS NULL AND created_at < now() - interval '24 hours'`,
] as const

/** Removes what has expired, and measures the relay's backlog. Returns the undo. */
export function createHousekeeping(parts: {
  readonly pool: Pick<pg.Pool, 'query'>
  readonly settings: Pick<Settings, 'cleanupIntervalMs' | 'logHours' | 'activityDays'>
  readonly clock: Clock
  readonly logger: EngineLogger
  readonly metrics: Pick<RealtimeMetrics, 'outbox'>
}): () => Promise<void> {
  const { pool, settings, clock, logger, metrics } = parts

  async function clean(): Promise<void> {
    const trimmed = await trimLog(pool, { hours: settings.logHours })
    const forgotten = await trimActivity(pool, settings.activityDays)
    await trimDeliveries(pool)
    const untold = await trimNotifications(pool)
    for (const statement of REMOVE_EXPIRED) await pool.query(statement)
    logger.debug({ trimmed, forgotten, untold }, 'removed what had expired')
  }

  async function measure(): Promise<void> {
    const { depth, ageSeconds } = await readBacklog(pool)
    metrics.outbox(depth, ageSeconds)
  }

  const cleaning = repeat(clock, {
    everyMs: settings.cleanupIntervalMs,
    task: clean,
    logger,
    name: 'cleaning',
  })
  const measuring = repeat(clock, { everyMs: BACKLOG_MS, task: measure, logger, name: 'measuring' })
  return async () => {
    await Promise.all([cleaning(), measuring()])
  }
}

/** Runs a task at once and then again and again, never twice at a time. The undo waits for the one under way. */
function repeat(
  clock: Clock,
  o: { everyMs: number; task: () => Promise<void>; logger: EngineLogger; name: string },
): () => Promise<void> {
  let running: Promise<void> | null = null
  const run = (): void => {
    running ??= o
      .task()
      .catch((error: unknown) =>
        o.logger.warn({ err: error, task: o.name }, 'upkeep failed; it is tried again'),
      )
      .finally(() => (running = null))
  }
  run()
  const stop = clock.setTicker(o.everyMs, run)
  return async () => {
    stop()
    await running
  }
}
