import type { Database } from '../../../platform/database/createDatabase.ts'
import type { SessionDirectory, SessionState } from '../../../platform/session/sessionDirectory.ts'
import type { Clock } from '../../../realtime/server/clock.ts'
import type { DeskActor, Role } from '../contract.ts'

interface SessionRow {
  readonly id: string
  readonly expires_at: Date
  readonly revoked_at: Date | null
  readonly user_id: string
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly status: 'active' | 'disabled'
  readonly unit_id: string | null
}

export interface SessionDirectoryOptions {
  readonly database: Database
  readonly clock: Clock
  /** Whether the account with this e-mail address exists under the present settings. */
  readonly counts: (email: string) => boolean
  readonly noteSeen: SessionDirectory['noteSeen']
}

/** Looks sessions up with the people behind them, as they are now: one raw query, since every request needs it. */
export function createSessionDirectory(options: SessionDirectoryOptions): SessionDirectory<DeskActor> {
  const { database, clock, counts, noteSeen } = options
  return {
    noteSeen,
    async find(sessionIds) {
      if (sessionIds.length === 0) return new Map()
      const rows = await database.prisma.$queryRaw<SessionRow[]>`
        SELECT s.id, s.expires_at, s.revoked_at, u.id AS user_id, u.email, u.name, u.role::text AS role,
               u.status::text AS status, u.unit_id
        FROM sessions s JOIN users u ON u.id = s.user_id
        WHERE s.id = ANY(${[...sessionIds]}::uuid[])`
      return new Map(
        rows.map((row) => [row.id, counts(row.email) ? stateOf(row, clock.now()) : { state: 'disabled' }]),
      )
    },
  }
}

function stateOf(row: SessionRow, now: number): SessionState<DeskActor> {
  if (row.revoked_at !== null) return { state: 'revoked' }
  if (row.status !== 'active') return { state: 'disabled' }
  const expiresAt = row.expires_at.getTime()
  if (expiresAt <= now) return { state: 'expired' }
  const { user_id: userId, id: sessionId, name, email, role, unit_id: unitId } = row
  return { state: 'open', expiresAt, actor: { userId, sessionId, name, email, role, unitId } }
}
