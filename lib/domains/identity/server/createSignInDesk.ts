import { createHash } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { recordAudit } from '../../../platform/audit/recordAudit.ts'
import type { Database, WardlineTx } from '../../../platform/database/createDatabase.ts'
import { unkeepableText } from '../../../platform/http/unkeepableText.ts'
import type { RateLimiter } from '../../../platform/rateLimiter.ts'
import type { SignInAttempt, SignInDesk, SignInOutcome } from '../../../platform/session/signInDesk.ts'
import type { Clock } from '../../../realtime/server/clock.ts'
import type { EngineLogger } from '../../../realtime/server/engineLogger.ts'
import { SignInRequest } from '../contract.ts'
import type { Passwords } from './passwords.ts'

export interface SignInDeskOptions {
  readonly database: Database
  readonly limiter: RateLimiter
  readonly passwords: Passwords
  readonly clock: Clock
  readonly logger: EngineLogger
  /** Life of a script's refresh token that is not used. */
  readonly refreshTokenSeconds: number
  /** Whether the account with this e-mail address exists under the present settings. */
  readonly counts: (email: string) => boolean
}

/** Failed tries at one account from one address, and at any account from one address (a ward may share one). */
export const ACCOUNT_LIMIT = { points: 10, seconds: 300 } as const
export const ADDRESS_LIMIT = { points: 100, seconds: 300 } as const

/** A browser's session lasts a shift, and is not prolonged. */
const BROWSER_SESSION_MS = 12 * 3_600_000

/** However often a script refreshes, it signs in anew after this long. */
const SCRIPT_SESSION_MS = 90 * 24 * 3_600_000

type Failure = 'unknown_account' | 'wrong_password' | 'disabled'

/** Signs people in and out. Sessions begin and end here, each with its entry in the audit log. */
export function createSignInDesk(options: SignInDeskOptions): SignInDesk {
  const { database, passwords, logger } = options
  return {
    browserSessionMs: BROWSER_SESSION_MS,

    async signIn(attempt) {
      const given = SignInRequest.safeParse({ email: attempt.email, password: attempt.password })
      if (!given.success || unkeepableText(given.data) !== null) return { ok: false, reason: 'refused' }
      const { email, password } = given.data
      const budget = budgetOf(options.limiter, email, attempt.address)
      const retryAfterMs = await budget.take()
      if (retryAfterMs !== null) {
        logger.error({ address: attempt.address, reason: 'rate_limited' }, 'sign-in failed')
        return { ok: false, reason: 'rate_limited', retryAfterMs }
      }
      // Whatever the account is, the work is the same: one look-up, one hash, one audit entry.
      const user = await database.prisma.user.findUnique({
        where: { email },
        select: { id: true, passwordHash: true, status: true },
      })
      const matches = await passwords.verify(user?.passwordHash ?? null, password)
      const failure = options.counts(email) ? failureOf(user, matches) : 'disabled'
      if (user === null || failure !== null)
        return await refuse(failure ?? 'unknown_account', user?.id ?? null, attempt)
      const outcome = await openSession(options, attempt, user)
      if (outcome.ok) await budget.giveBack()
      return outcome
    },

    async signOut(sessionId, address) {
      await database.inTransaction({ actorId: null, sessionId, changeId: null, address }, async (tx) => {
        const session = await tx.session.findUnique({ where: { id: sessionId } })
        if (session === null || session.revokedAt !== null) return
        await tx.session.update({
          where: { id: sessionId },
          data: { revokedAt: new Date(options.clock.now()) },
        })
        await recordAudit(tx, { action: 'sign_out', actorId: session.userId, sessionId, address })
      })
    },
  }

  async function refuse(
    reason: Failure,
    userId: string | null,
    attempt: SignInAttempt,
  ): Promise<SignInOutcome> {
    const { address, kind } = attempt
    await recordAudit(database.prisma, {
      action: 'sign_in_failed',
      actorId: userId,
      sessionId: null,
      address,
      detail: { reason, kind },
    })
    logger.error({ address, reason, user_id: userId }, 'sign-in failed')
    return { ok: false, reason: 'refused' }
  }
}

function failureOf(user: { readonly status: string } | null, matches: boolean): Failure | null {
  if (user === null) return 'unknown_account'
  if (!matches) return 'wrong_password'
  return user.status === 'active' ? null : 'disabled'
}

/** The tries that an account and an address have. Keys are hashes: nothing that was typed reaches Redis. */
function budgetOf(limiter: RateLimiter, email: string, address: string) {
  const account = createHash('sha256').update(`${address}\n${email}`).digest('base64url')
  return {
    async take(): Promise<number | null> {
      const waits = [
        await limiter.take('sign_in_address', address, ADDRESS_LIMIT),
        await limiter.take('sign_in_account', account, ACCOUNT_LIMIT),
      ].filter((waitMs) => waitMs !== null)
      return waits.length === 0 ? null : Math.max(...waits)
    },
    async giveBack(): Promise<void> {
      await limiter.giveBack('sign_in_address', address, ADDRESS_LIMIT)
      await limiter.forget('sign_in_account', account, ACCOUNT_LIMIT)
    },
  }
}

async function openSession(
  { database, clock, refreshTokenSeconds }: SignInDeskOptions,
  attempt: SignInAttempt,
  user: { readonly id: string; readonly passwordHash: string },
): Promise<SignInOutcome> {
  const { kind, address, device } = attempt
  const now = clock.now()
  const sessionId = uuidv7()
  const stamp = { actorId: user.id, sessionId, changeId: null, address }
  const opened = await database.inTransaction(stamp, async (tx) => {
    if (!(await holdAccount(tx, user))) return false
    const lifeMs = kind === 'script' ? SCRIPT_SESSION_MS : BROWSER_SESSION_MS
    await tx.session.create({
      data: {
        id: sessionId,
        userId: user.id,
        kind,
        device,
        createdAt: new Date(now),
        expiresAt: new Date(now + lifeMs),
      },
    })
    await tx.sessionActivity.create({ data: { sessionId, lastSeenAt: new Date(now), address } })
    if (kind === 'script') {
      await tx.refreshFamily.create({
        data: { sessionId, expiresAt: new Date(now + refreshTokenSeconds * 1000) },
      })
    }
    if (attempt.replaces !== null) {
      await tx.session.updateMany({
        where: { id: attempt.replaces, revokedAt: null },
        data: { revokedAt: new Date(now) },
      })
    }
    await recordAudit(tx, { action: 'sign_in', actorId: user.id, sessionId, address, detail: { kind } })
    return true
  })
  return opened ? { ok: true, userId: user.id, sessionId } : { ok: false, reason: 'refused' }
}

/** Holds the account until the session stands: one that is disabled, or whose password changes meanwhile, gets none. */
async function holdAccount(
  tx: WardlineTx,
  user: { readonly id: string; readonly passwordHash: string },
): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM users
    WHERE id = ${user.id}::uuid AND status = 'active' AND password_hash = ${user.passwordHash}
    FOR SHARE`
  return rows.length === 1
}
