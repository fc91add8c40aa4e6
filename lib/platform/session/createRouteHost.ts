import type { RouteActor } from '../http/routeActor.ts'
import type { RouteHost } from '../http/routeHost.ts'
import { recordAudit } from '../audit/recordAudit.ts'
import type { Database } from '../database/createDatabase.ts'
import { ADDRESS_HEADER } from '../web/clientAddress.ts'
import type { AccessTokens } from './accessTokens.ts'
import { authenticateRequest } from './authenticateRequest.ts'
import { connectProof } from './connectProof.ts'
import type { SessionDirectory } from './sessionDirectory.ts'

export interface RouteHostOptions extends Pick<RouteHost, 'logger' | 'limiter' | 'allowedOrigins'> {
  readonly database: Database
  readonly sessions: SessionDirectory<RouteActor>
  readonly accessTokens: AccessTokens
  readonly secrets: { readonly session: string; readonly proof: string }
}

/** What routes need, from what composition has. Hand it to `setRouteHost`. */
export function createRouteHost(options: RouteHostOptions): RouteHost {
  const { database, logger, limiter, allowedOrigins, secrets } = options
  return {
    logger,
    limiter,
    allowedOrigins,
    authenticate: ({ headers }) =>
      authenticateRequest(options, headers, headers.get(ADDRESS_HEADER) ?? 'unknown'),
    recordDenied: async ({ method, path, ...stamp }) => {
      await recordAudit(database.prisma, { action: 'denied', ...stamp, detail: { method, path } })
    },
    connectProof: (sessionId) => connectProof(secrets.proof, sessionId),
  }
}
