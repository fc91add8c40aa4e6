import type { Cursor } from '../../realtime/protocol/cursor.ts'
import type { EngineLogger } from '../../realtime/server/engineLogger.ts'
import type { Share } from '../live/createSharedResults.ts'
import type { RateLimiter } from '../rateLimiter.ts'
import type { RouteActor } from './routeActor.ts'

/** Who sent a request, and by what. A cookie is sent by browsers unasked, so its writes are checked for forgery. */
export type RouteAuthentication =
  { readonly ok: true; readonly actor: RouteActor; readonly via: 'cookie' | 'token' } | { readonly ok: false }

/** A try that policy refused. */
export interface DeniedTry {
  readonly actorId: string
  readonly sessionId: string
  readonly address: string
  readonly changeId: string | null
  readonly method: string
  /** Path without query: ids only. */
  readonly path: string
}

/** What routes need of the running product; composition provides it, so that the platform knows no domain. */
export interface RouteHost {
  readonly logger: EngineLogger
  readonly limiter: RateLimiter
  /** As `https://host[:port]`; empty: the request's own host. */
  readonly allowedOrigins: readonly string[]
  /**
   * Reads the session cookie or the bearer token. Rejects when the database is away. Reads (`method`; absent: one) may be let in
   * by what was true less than a second ago.
   */
  authenticate(request: Pick<Request, 'headers'> & { readonly method?: string }): Promise<RouteAuthentication>
  /** Reads that may be shared, for one who has heard so much of their topics. */
  share(heard: ReadonlyMap<string, Cursor> | null): Share
  recordDenied(denied: DeniedTry): Promise<void>
  /** What a page needs beside its cookie to open a socket. */
  connectProof(sessionId: string): string
}

const KEY = Symbol.for('wardline.http')

/** Makes `host` the one that every route uses, in this process and in every copy of this module. */
export function setRouteHost(host: RouteHost | null): void {
  Reflect.set(globalThis, KEY, host)
}

/** The host; throws before composition has set it. */
export function routeHost(): RouteHost {
  const host = Reflect.get(globalThis, KEY) as RouteHost | null | undefined
  if (!host) throw new Error('routes have no host: composition calls setRouteHost first')
  return host
}
