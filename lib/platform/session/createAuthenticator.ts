import type { Actor } from '../../realtime/server/actor.ts'
import type { Authentication, Authenticator } from '../../realtime/server/authenticator.ts'
import type { AccessTokens } from './accessTokens.ts'
import { isConnectProof } from './connectProof.ts'
import { readSessionId } from './sessionCookie.ts'
import type { SessionDirectory } from './sessionDirectory.ts'
import { createSessionLookUp } from './sessionLookUp.ts'

export interface AuthenticatorOptions<A extends Actor> {
  readonly sessions: SessionDirectory<A>
  readonly accessTokens: AccessTokens
  /** Of `Secrets`: the cookie's and the proof's. */
  readonly secrets: { readonly session: string; readonly proof: string }
}

/** Tells sockets who they belong to. A cookie needs its proof; the session must stand in either case. */
export function createAuthenticator<A extends Actor>(options: AuthenticatorOptions<A>): Authenticator {
  const { sessions, accessTokens, secrets } = options
  const lookUp = createSessionLookUp(sessions)

  async function authenticateSession(sessionId: string, limits?: Limits): Promise<Authentication> {
    const session = await lookUp(sessionId)
    if (session === undefined) return { ok: false, reason: 'revoked' }
    if (session.state !== 'open') return { ok: false, reason: session.state }
    if (limits && limits.userId !== session.actor.userId) return { ok: false, reason: 'invalid' }
    sessions.noteSeen([sessionId], null)
    return {
      ok: true,
      actor: session.actor,
      expiresAt: Math.min(session.expiresAt, limits?.expiresAt ?? Infinity),
    }
  }

  return {
    async authenticate(credential) {
      if (credential.kind === 'none') return { ok: false, reason: 'missing' }
      if (credential.kind === 'token') {
        const verdict = await accessTokens.verify(credential.token)
        return verdict.ok ? await authenticateSession(verdict.sessionId, verdict) : verdict
      }
      const sessionId = readSessionId(credential.cookies, secrets.session)
      if (sessionId === null) return { ok: false, reason: 'missing' }
      const { proof } = credential
      if (proof === null || !isConnectProof(secrets.proof, sessionId, proof)) {
        return { ok: false, reason: 'no_proof' }
      }
      return await authenticateSession(sessionId)
    },

    async recheck(sessionIds) {
      const actors = new Map<string, Actor>()
      for (const [id, session] of await sessions.find(sessionIds)) {
        if (session.state === 'open') actors.set(id, session.actor)
      }
      sessions.noteSeen([...actors.keys()], null)
      return actors
    },
  }
}

interface Limits {
  readonly userId: string
  readonly expiresAt: number
}
