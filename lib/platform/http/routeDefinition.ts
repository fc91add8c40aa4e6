import type * as z from 'zod/v4/core'
import type { Stamp } from '../database/createDatabase.ts'
import type { Share } from '../live/createSharedResults.ts'
import type { RateLimit } from '../rateLimiter.ts'
import type { Idempotency } from './idempotency.ts'
import type { RouteActor } from './routeActor.ts'

/** Any zod schema. */
export type Schema = z.$ZodType
/** What a schema parses to; undefined without one. */
export type Output<S> = S extends Schema ? z.output<S> : undefined
type Answer<R> = R extends Schema ? z.input<R> | Response : Response | undefined | void
/** Who may ask: whoever is signed in, or anybody. */
export type Access = 'actor' | 'public'

/** What a handler is given. Everything in it is parsed and checked. */
export interface RouteContext<A extends Access, P, Q, B> {
  /** Null on public routes. */
  readonly actor: A extends 'actor' ? RouteActor : null
  readonly params: Output<P>
  readonly query: Output<Q>
  readonly body: Output<B>
  /** For `inTransaction`: who, in which session, with which change id, from where. */
  readonly stamp: Stamp
  readonly address: string
  readonly requestId: string
  readonly request: Request
  /** For `onceInTransaction`; null without an Idempotency-Key. */
  readonly idempotency: Idempotency | null
  readonly idempotencyKey: string | null
  /** For reads that many may ask alike. */
  readonly share: Share
}

export interface RouteDefinition<
  A extends Access,
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
  R extends Schema | undefined = undefined,
> {
  /** For the API's description; Next dispatches by the export's name. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly summary: string
  /** Parameters that do not parse are not_found. */
  readonly params?: P
  readonly query?: Q
  /** Must refuse unknown keys (`z.strictObject`). A request without a body counts as `{}`. */
  readonly body?: B
  /** Default 64 KiB. */
  readonly maxBodyBytes?: number
  /** The handler takes the body as it comes (a file), with `readBytes`. It decides first whether it wants it. */
  readonly rawBody?: true
  /** Absent: answers 204. */
  readonly response?: R
  /** Default 200, or 204 without `response`. */
  readonly status?: number
  /** `actor` asks for a session or token. */
  readonly access: A
  /** Per actor, or per address on public routes. */
  readonly limit?: RateLimit
  readonly handle: (context: RouteContext<A, P, Q, B>) => Answer<R> | Promise<Answer<R>>
}

/** A route handler as Next takes it. It carries what it was defined with, for the API's description. */
export interface RouteHandler {
  (request: Request, context?: { readonly params: Promise<unknown> }): Promise<Response>
  readonly definition: Omit<RouteDefinition<Access, Schema, Schema, Schema, Schema>, 'handle'>
}
