import type { RouteActor } from '../http/routeActor.ts'
import { isWriteMethod } from '../http/isWriteMethod.ts'
import type { RouteHost } from '../http/routeHost.ts'
import { recordAudit } from '../audit/recordAudit.ts'
import type { Database } from '../database/createDatabase.ts'
import { ADDRESS_HEADER } from '../web/clientAddress.ts'
import type { AccessTokens } from './accessTokens.ts'
import { authenticateRequest } from './authenticateRequest.ts'
import { connectProof } from './connectProof.ts'
import type { SessionDirectory } from './sessionDirectory.ts'

export interface RouteHostOptions extends Pick<RouteHost, 'logger' | 'limiter' | 'allowedOrigins' | 'share'> {
  readonly database: Database
  readonly sessions: SessionDirectory<RouteActor>
  /** Lets reads in. Writes ask `sessions` itself. */
  readonly recentSessions: Pick<SessionDirectory<RouteActor>, 'find'>
  readonly accessTokens: AccessTokens
  readonly secrets: { readonly session: string; readonly proof: string }
}

/** What routes need, from what composition has. Hand it to `setRouteHost`. */
export function createRouteHost(options: RouteHostOptions): RouteHost {
  const { database, logger, limiter, allowedOrigins, secrets, sessions, recentSessions, share } = options
  const readers: SessionDirectory<RouteActor> = {
    find: (ids) => recentSessions.find(ids),
    noteSeen: (ids, address) => sessions.noteSeen(ids, address),
  }
  return {
    logger,
    limiter,
    allowedOrigins,
    share,
    authenticate: ({ headers, method = 'GET' }) =>
      authenticateRequest(
        { ...options, sessions: isWriteMethod(method) ? sessions : readers },
        headers,
        headers.get(ADDRESS_HEADER) ?? 'unknown',
      ),
    recordDenied: async ({ method, path, ...stamp }) => {
      await recordAudit(database.prisma, { action: 'denied', ...stamp, detail: { method, path } })
    },
    connectProof: (sessionId) => connectProof(secrets.proof, sessionId),
  }
}
