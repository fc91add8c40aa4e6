import type { RouteActor } from '../http/routeActor.ts'
import type { RouteAuthentication } from '../http/routeHost.ts'
import type { AccessTokens } from './accessTokens.ts'
import { parseCookies, readSessionId } from './sessionCookie.ts'
import type { SessionDirectory } from './sessionDirectory.ts'

export interface RequestAuthenticationOptions {
  readonly sessions: SessionDirectory<RouteActor>
  readonly accessTokens: AccessTokens
  readonly secrets: { readonly session: string }
}

/**
 * Tells who sent a request. A bearer token counts alone: a request that names one never falls back to a cookie, so
 * that it cannot pass for a script's while a browser's cookie answers for it.
 */
export async function authenticateRequest(
  { sessions, accessTokens, secrets }: RequestAuthenticationOptions,
  headers: Headers,
  address: string,
): Promise<RouteAuthentication> {
  const authorization = headers.get('authorization')
  if (authorization !== null) {
    const token = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization)?.[1]
    const verdict = token === undefined ? null : await accessTokens.verify(token)
    if (!verdict?.ok) return { ok: false }
    const actor = await openActor(sessions, verdict.sessionId, address)
    return actor?.userId === verdict.userId ? { ok: true, actor, via: 'token' } : { ok: false }
  }
  const sessionId = readSessionId(parseCookies(headers.get('cookie')), secrets.session)
  const actor = sessionId === null ? null : await openActor(sessions, sessionId, address)
  return actor === null ? { ok: false } : { ok: true, actor, via: 'cookie' }
}

async function openActor(
  sessions: SessionDirectory<RouteActor>,
  sessionId: string,
  address: string,
): Promise<RouteActor | null> {
  const session = (await sessions.find([sessionId])).get(sessionId)
  if (session?.state !== 'open') return null
  sessions.noteSeen([sessionId], address)
  return session.actor
}
