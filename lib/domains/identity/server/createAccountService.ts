import { AppError } from '../../../platform/appError.ts'
import { recordAudit } from '../../../platform/audit/recordAudit.ts'
import type { Database, Stamp, WardlineTx } from '../../../platform/database/createDatabase.ts'
import type { Clock } from '../../../realtime/server/clock.ts'
import { ownSessions } from '../policy.ts'
import type { DeskActor, PasswordChangeRequest, SessionItem } from '../contract.ts'
import type { Passwords } from './passwords.ts'
import { presentSession } from './presentSession.ts'

/** What people do with their own account. */
export interface AccountService {
  /** Own sessions that still stand, the one used last first. */
  sessions(actor: DeskActor): Promise<SessionItem[]>
  /** Ends one of one's own sessions. Throws not_found for any other. */
  endSession(actor: DeskActor, stamp: Stamp, sessionId: string): Promise<void>
  /** Ends every own session but the one that asks; tells how many. */
  endOtherSessions(actor: DeskActor, stamp: Stamp): Promise<number>
  /** Needs the current password; ends every other session. Throws validation_failed. */
  changePassword(actor: DeskActor, stamp: Stamp, request: PasswordChangeRequest): Promise<void>
}

export interface AccountServiceOptions {
  readonly database: Database
  readonly passwords: Passwords
  readonly clock: Clock
}

/** The account of whoever asks, and of nobody else. */
export function createAccountService({ database, passwords, clock }: AccountServiceOptions): AccountService {
  const endOthers = async (tx: WardlineTx, actor: DeskActor): Promise<number> => {
    const { count } = await tx.session.updateMany({
      where: {
        ...ownSessions(actor),
        id: { not: actor.sessionId },
        revokedAt: null,
        expiresAt: { gt: new Date(clock.now()) },
      },
      data: { revokedAt: new Date(clock.now()) },
    })
    return count
  }

  return {
    async sessions(actor) {
      const now = new Date(clock.now())
      const rows = await database.prisma.session.findMany({
        where: {
          ...ownSessions(actor),
          revokedAt: null,
          expiresAt: { gt: now },
          OR: [{ refresh: null }, { refresh: { expiresAt: { gt: now } } }],
        },
        include: { activity: true, refresh: true },
        orderBy: [{ activity: { lastSeenAt: 'desc' } }, { id: 'desc' }],
      })
      return rows.map((row) => presentSession(row, actor.sessionId))
    },

    async endSession(actor, stamp, sessionId) {
      await database.inTransaction(stamp, async (tx) => {
        const { count } = await tx.session.updateMany({
          where: { ...ownSessions(actor), id: sessionId, revokedAt: null },
          data: { revokedAt: new Date(clock.now()) },
        })
        if (count === 0) throw new AppError('not_found')
      })
    },

    endOtherSessions: async (actor, stamp) =>
      await database.inTransaction(stamp, async (tx) => await endOthers(tx, actor)),

    async changePassword(actor, stamp, request) {
      const { userId: id, sessionId } = actor
      const { passwordHash } = await database.prisma.user.findUniqueOrThrow({ where: { id } })
      if (!(await passwords.verify(passwordHash, request.current_password))) {
        throw invalid('current_password', 'This is not your current password.')
      }
      if (request.new_password === request.current_password) {
        throw invalid('new_password', 'Choose another password than the current one.')
      }
      const next = await passwords.hash(request.new_password)
      await database.inTransaction(stamp, async (tx) => {
        const { count } = await tx.user.updateMany({
          where: { id, passwordHash },
          data: { passwordHash: next },
        })
        if (count === 0) throw invalid('current_password', 'Your password was changed just now, elsewhere.')
        const ended = await endOthers(tx, actor)
        const { address } = stamp
        await recordAudit(tx, {
          action: 'password_changed',
          actorId: id,
          sessionId,
          address,
          detail: { ended },
        })
      })
    },
  }
}

function invalid(field: string, sentence: string): AppError {
  return new AppError('validation_failed', { fields: { [field]: sentence } })
}
