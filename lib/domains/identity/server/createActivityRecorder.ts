import type { Database } from '../../../platform/database/createDatabase.ts'
import { describeError } from '../../../platform/http/describeError.ts'
import type { SessionDirectory } from '../../../platform/session/sessionDirectory.ts'
import type { Clock } from '../../../realtime/server/clock.ts'
import type { EngineLogger } from '../../../realtime/server/engineLogger.ts'

const EVERY_MS = 60_000
/** Uses within this time are written together: an event that has a thousand pages ask is one write. */
const GATHER_MS = 500

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
  /** The address of each, as far as it is known. */
  let due = new Map<string, string | null>()

  function write(): void {
    const [ids, addresses] = [[...due.keys()], [...due.values()]]
    due = new Map()
    database.prisma.$executeRaw`
      UPDATE session_activity AS a
      SET last_seen_at = ${new Date(clock.now())}, address = coalesce(seen.address, a.address)
      FROM unnest(${ids}::uuid[], ${addresses}::text[]) AS seen (session_id, address)
      WHERE a.session_id = seen.session_id`.then(
      () => {},
      (error: unknown) => logger.debug({ error: describeError(error) }, 'last use of sessions was not noted'),
    )
  }

  return (sessionIds, address) => {
    const now = clock.now()
    const fresh = sessionIds.filter((id) => now - (written.get(id) ?? -Infinity) >= EVERY_MS)
    if (fresh.length === 0) return
    for (const [id, at] of written) if (now - at >= EVERY_MS) written.delete(id)
    // Without its undo: what is left when the process ends is not worth waiting for, and the timer keeps nothing alive.
    if (due.size === 0) clock.setTimer(GATHER_MS, write)
    for (const id of fresh) {
      written.set(id, now)
      due.set(id, address)
    }
  }
}
