import { errors, jwtVerify, SignJWT } from 'jose'
import { isUuid } from '../isUuid.ts'
import { systemClock, type Clock } from '../../realtime/server/clock.ts'

/** What an access token says. `expiresAt` is in ms since the Unix epoch. */
export interface AccessClaims {
  readonly userId: string
  readonly sessionId: string
  readonly expiresAt: number
}

export type AccessVerdict =
  ({ readonly ok: true } & AccessClaims) | { readonly ok: false; readonly reason: 'invalid' | 'expired' }

/** Short-lived tokens for scripts: a signed session id. The session itself is looked up at each use. */
export interface AccessTokens {
  /** Life of a token in seconds. */
  readonly lifetimeSeconds: number
  issue(of: { readonly userId: string; readonly sessionId: string }): Promise<string>
  /** Never rejects. */
  verify(token: string): Promise<AccessVerdict>
}

const ISSUER = 'wardline'
const TYPE = 'at+jwt'

/** JWTs signed with HS256. `secret` is hex; `clock` is the machine's unless given. */
export function createAccessTokens(o: {
  readonly secret: string
  readonly lifetimeSeconds: number
  readonly clock?: Clock
}): AccessTokens {
  const key = Buffer.from(o.secret, 'hex')
  const clock = o.clock ?? systemClock
  const { lifetimeSeconds } = o
  return {
    lifetimeSeconds,
    async issue({ userId, sessionId }) {
      const seconds = Math.floor(clock.now() / 1000)
      return await new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: 'HS256', typ: TYPE })
        .setSubject(userId)
        .setIssuer(ISSUER)
        .setAudience(ISSUER)
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + lifetimeSeconds)
        .sign(key)
    },
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          typ: TYPE,
          issuer: ISSUER,
          audience: ISSUER,
          requiredClaims: ['sub', 'sid', 'exp'],
          currentDate: new Date(clock.now()),
        })
        const { sub, sid, exp } = payload
        if (!isUuid(sub) || !isUuid(sid) || exp === undefined) return { ok: false, reason: 'invalid' }
        return { ok: true, userId: sub, sessionId: sid, expiresAt: exp * 1000 }
      } catch (error) {
        return { ok: false, reason: error instanceof errors.JWTExpired ? 'expired' : 'invalid' }
      }
    },
  }
}
