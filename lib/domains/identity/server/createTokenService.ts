import { recordAudit } from '../../../platform/audit/recordAudit.ts'
import { AppError } from '../../../platform/appError.ts'
import type { Database, WardlineTx } from '../../../platform/database/createDatabase.ts'
import type { AccessTokens } from '../../../platform/session/accessTokens.ts'
import {
  deriveRefreshToken,
  parseRefreshToken,
  type RefreshClaims,
} from '../../../platform/session/refreshToken.ts'
import type { SignInDesk } from '../../../platform/session/signInDesk.ts'
import type { SignInRequest, TokenPair } from '../contract.ts'

/** Access and refresh tokens for scripts. */
export interface TokenService {
  /** Signs a script in. Throws unauthenticated, the same for every reason, and rate_limited. */
  issue(
    request: SignInRequest,
    from: { readonly device: string; readonly address: string },
  ): Promise<TokenPair>
  /** Trades a refresh token for a new pair. Throws unauthenticated. */
  refresh(token: string, address: string): Promise<TokenPair>
  /** Ends the session that a refresh token belongs to. A token that is none is no error. */
  revoke(token: string, address: string): Promise<void>
}

export interface TokenServiceOptions {
  readonly database: Database
  readonly desk: SignInDesk
  readonly accessTokens: AccessTokens
  /** Of `Secrets`: refresh tokens are derived from it. */
  readonly secret: string
  /** Life of a refresh token; each rotation begins it anew. */
  readonly refreshTokenSeconds: number
}

/** For this long the token that was used last gets the same successor again: an answer may be lost on the way. */
export const REFRESH_GRACE_SECONDS = 10

type Rotation = { readonly userId: string; readonly generation: number } | 'reused' | 'ended'

/** Tokens over the sign-in desk: one session per script, its refresh tokens numbered and derived, never stored. */
export function createTokenService(options: TokenServiceOptions): TokenService {
  const { database, desk, accessTokens, secret } = options

  async function pair(userId: string, claims: RefreshClaims): Promise<TokenPair> {
    return {
      access: await accessTokens.issue({ userId, sessionId: claims.sessionId }),
      refresh: deriveRefreshToken(secret, claims),
      expires_in: accessTokens.lifetimeSeconds,
    }
  }

  return {
    async issue({ email, password }, { device, address }) {
      const outcome = await desk.signIn({ email, password, kind: 'script', device, address, replaces: null })
      if (outcome.ok) return await pair(outcome.userId, { sessionId: outcome.sessionId, generation: 1 })
      if (outcome.reason === 'rate_limited') {
        throw new AppError('rate_limited', { retryAfterMs: outcome.retryAfterMs })
      }
      throw new AppError('unauthenticated', { message: 'The e-mail address or the password is not right.' })
    },

    async refresh(token, address) {
      const claims = parseRefreshToken(secret, token)
      if (claims === null) throw notGood()
      const { sessionId } = claims
      const stamp = { actorId: null, sessionId, changeId: null, address }
      const rotation = await database.inTransaction(stamp, async (tx) => {
        const result = await rotate(tx, claims, options.refreshTokenSeconds)
        if (result === 'reused') await endFamily(tx, sessionId, address)
        return result
      })
      if (typeof rotation === 'string') throw notGood()
      return await pair(rotation.userId, { sessionId, generation: rotation.generation })
    },

    async revoke(token, address) {
      const claims = parseRefreshToken(secret, token)
      if (claims !== null) await desk.signOut(claims.sessionId, address)
    },
  }
}

/**
 * Moves the family to its next number, by one UPDATE: of any number of calls at once exactly one moves it, and the
 * others find it moved just now. A token that was used before that has been stolen or copied: `reused`.
 */
async function rotate(tx: WardlineTx, claims: RefreshClaims, lifeSeconds: number): Promise<Rotation> {
  const { sessionId, generation } = claims
  const [moved] = await tx.$queryRaw<{ userId: string }[]>`
    UPDATE refresh_families f
    SET generation = f.generation + 1, rotated_at = clock_timestamp(),
        expires_at = clock_timestamp() + make_interval(secs => ${lifeSeconds})
    FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE f.session_id = ${sessionId}::uuid AND f.generation = ${generation} AND f.expires_at > clock_timestamp()
      AND s.id = f.session_id AND s.revoked_at IS NULL AND s.expires_at > clock_timestamp() AND u.status = 'active'
    RETURNING u.id AS "userId"`
  if (moved) return { userId: moved.userId, generation: generation + 1 }
  const [family] = await tx.$queryRaw<
    { userId: string; generation: number; fresh: boolean; open: boolean }[]
  >`
    SELECT u.id AS "userId", f.generation,
           f.rotated_at > clock_timestamp() - make_interval(secs => ${REFRESH_GRACE_SECONDS}) AS fresh,
           (s.revoked_at IS NULL AND s.expires_at > clock_timestamp() AND u.status = 'active') AS open
    FROM refresh_families f JOIN sessions s ON s.id = f.session_id JOIN users u ON u.id = s.user_id
    WHERE f.session_id = ${sessionId}::uuid`
  if (!family?.open || generation >= family.generation) return 'ended'
  if (generation === family.generation - 1 && family.fresh) {
    return { userId: family.userId, generation: family.generation }
  }
  return 'reused'
}

async function endFamily(tx: WardlineTx, sessionId: string, address: string): Promise<void> {
  const session = await tx.session.update({ where: { id: sessionId }, data: { revokedAt: new Date() } })
  await recordAudit(tx, { action: 'refresh_reused', actorId: session.userId, sessionId, address })
}

function notGood(): AppError {
  return new AppError('unauthenticated', { message: 'This refresh token is no longer good. Sign in again.' })
}
