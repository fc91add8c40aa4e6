import type { Database } from '../../../platform/database/createDatabase.ts'
import { describeError } from '../../../platform/http/describeError.ts'
import type { SessionDirectory } from '../../../platform/session/sessionDirectory.ts'
import type { Clock } from '../../../realtime/server/clock.ts'
import type { EngineLogger } from '../../../realtime/server/engineLogger.ts'

const EVERY_MS = 60_000

/**
 * Writes when sessions were last used, at most once a minute each: the page of one's sessions needs no more. A write
 * that fails is dropped, since the next use repeats it.
 */
export function createActivityRecorder(o: {
  readonly database: Database
  readonly clock: Clock
  readonly logger: EngineLogger
}): SessionDirectory['noteSeen'] {
  const { database, clock, logger } = o
  const written = new Map<string, number>()

  return (sessionIds, address) => {
    const now = clock.now()
    const due = sessionIds.filter((id) => now - (written.get(id) ?? -Infinity) >= EVERY_MS)
    if (due.length === 0) return
    for (const [id, at] of written) if (now - at >= EVERY_MS) written.delete(id)
    for (const id of due) written.set(id, now)
    database.prisma.$executeRaw`
      UPDATE session_activity
      SET last_seen_at = ${new Date(now)}, address = coalesce(${address}::text, address)
      WHERE session_id = ANY(${due}::uuid[])`.then(
      () => {},
      (error: unknown) => logger.debug({ error: describeError(error) }, 'last use of sessions was not noted'),
    )
  }
}
