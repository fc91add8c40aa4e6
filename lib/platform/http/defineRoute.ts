import { v7 as uuidv7 } from 'uuid'
import * as z from 'zod/v4/core'
import { AppError } from '../appError.ts'
import type { Stamp } from '../database/createDatabase.ts'
import type { RateLimit } from '../rateLimiter.ts'
import { isUuid } from '../isUuid.ts'
import { ADDRESS_HEADER } from '../web/clientAddress.ts'
import { checkSameOrigin } from './checkSameOrigin.ts'
import { describeError } from './describeError.ts'
import { errorResponse } from './errorResponse.ts'
import { hashRequest, readIdempotencyKey, type Idempotency } from './idempotency.ts'
import { isStrict, parseInput, readQuery } from './parseInput.ts'
import { BODY_MAX_BYTES, readJson } from './readJson.ts'
import type { RouteActor } from './routeActor.ts'
import { routeHost, type RouteAuthentication, type RouteHost } from './routeHost.ts'
import { toAppError } from './toAppError.ts'

type Schema = z.$ZodType
type Output<S> = S extends Schema ? z.output<S> : undefined
type Answer<R> = R extends Schema ? z.input<R> | Response : Response | undefined | void
type Access = 'actor' | 'public'

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
  /** Must refuse unknown keys (`z.strictObject`). */
  readonly body?: B
  /** Default 64 KiB. */
  readonly maxBodyBytes?: number
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

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Makes a route: limits, authenticates, refuses forged writes, parses strictly, acts, and answers JSON. Failures of
 * any kind leave as the one error table says; what is not in it leaves as `internal` with nothing but the request id.
 */
export function defineRoute<
  A extends Access,
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
  R extends Schema | undefined = undefined,
>(definition: RouteDefinition<A, P, Q, B, R>): RouteHandler {
  if (definition.body && !isStrict(definition.body)) {
    throw new TypeError(`"${definition.summary}": a body schema must refuse unknown keys`)
  }
  const handler = async (request: Request, context?: { readonly params: Promise<unknown> }) => {
    const requestId = uuidv7()
    const startedAt = performance.now()
    const host = routeHost()
    let actor: RouteActor | null = null
    let response: Response
    try {
      const authentication = await authenticate(host, request, definition.access)
      actor = authentication.ok ? authentication.actor : null
      if (authentication.ok && authentication.via === 'cookie' && !READS.has(request.method)) {
        checkSameOrigin(request.headers, host.allowedOrigins)
      }
      await takeFromBudget(host, request, definition.limit, definition.summary, actor)
      const routeContext = await readContext(definition, {
        request,
        requestId,
        actor,
        params: context?.params,
      })
      response = await present(definition, await definition.handle(routeContext), requestId)
    } catch (error) {
      response = await refuse(host, { error, request, requestId, actor })
    }
    host.logger.debug(
      {
        request_id: requestId,
        method: request.method,
        path: pathOf(request),
        status: response.status,
        ms: Math.round(performance.now() - startedAt),
        actor_id: actor?.userId ?? null,
      },
      'request',
    )
    return response
  }
  return Object.assign(handler, { definition: definition as unknown as RouteHandler['definition'] })
}

async function authenticate(host: RouteHost, request: Request, access: Access): Promise<RouteAuthentication> {
  if (access === 'public') return { ok: false }
  const authentication = await host.authenticate(request)
  if (!authentication.ok) throw new AppError('unauthenticated')
  return authentication
}

async function takeFromBudget(
  host: RouteHost,
  request: Request,
  limit: RateLimit | undefined,
  name: string,
  actor: RouteActor | null,
): Promise<void> {
  if (!limit) return
  const waitMs = await host.limiter.take(name, actor?.userId ?? addressOf(request), limit)
  if (waitMs !== null) throw new AppError('rate_limited', { retryAfterMs: waitMs })
}

interface Incoming {
  readonly request: Request
  readonly requestId: string
  readonly actor: RouteActor | null
  readonly params: Promise<unknown> | undefined
}

async function readContext<
  A extends Access,
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
  R extends Schema | undefined,
>(
  definition: RouteDefinition<A, P, Q, B, R>,
  { request, requestId, actor, params }: Incoming,
): Promise<RouteContext<A, P, Q, B>> {
  const isWrite = !READS.has(request.method)
  const address = addressOf(request)
  const json = isWrite ? await readJson(request, definition.maxBodyBytes ?? BODY_MAX_BYTES) : undefined
  if (json !== undefined && !definition.body) {
    throw new AppError('bad_request', { message: 'This address takes no body.' })
  }
  const idempotencyKey = isWrite ? readIdempotencyKey(request.headers) : null
  const idempotency =
    actor === null || idempotencyKey === null
      ? null
      : {
          userId: actor.userId,
          key: idempotencyKey,
          requestHash: hashRequest(request.method, pathOf(request), json),
          status: statusOf(definition),
        }
  const parsedParams =
    definition.params && (await parseInput(definition.params, (await params) ?? {}, 'not_found'))
  const query = definition.query && (await parseInput(definition.query, readQuery(request.url)))
  const body = definition.body && (await parseInput(definition.body, json))
  return {
    // The compiler cannot see that `authenticate` threw where an actor was asked for and there was none, nor that a
    // part without a schema is undefined.
    actor: actor as RouteContext<A, P, Q, B>['actor'],
    params: parsedParams as Output<P>,
    query: query as Output<Q>,
    body: body as Output<B>,
    stamp: {
      actorId: actor?.userId ?? null,
      sessionId: actor?.sessionId ?? null,
      changeId: readChangeId(request.headers),
      address,
    },
    address,
    requestId,
    request,
    idempotency,
    idempotencyKey,
  }
}

async function present(
  definition: { readonly response?: Schema | undefined; readonly status?: number },
  answer: unknown,
  requestId: string,
): Promise<Response> {
  const headers = { 'cache-control': 'no-store', 'x-request-id': requestId }
  if (answer instanceof Response) {
    for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value)
    return answer
  }
  const status = statusOf(definition)
  if (!definition.response) return new Response(null, { status, headers })
  // Outside production an answer that is not what its schema says is a failure: tests see it, people never do.
  if (process.env.NODE_ENV !== 'production') await z.parseAsync(definition.response, answer)
  return Response.json(answer, { status, headers })
}

async function refuse(
  host: RouteHost,
  failed: {
    readonly error: unknown
    readonly request: Request
    readonly requestId: string
    readonly actor: RouteActor | null
  },
): Promise<Response> {
  const { request, requestId, actor } = failed
  const error = toAppError(failed.error)
  const fields = { request_id: requestId, method: request.method, path: pathOf(request) }
  if (error.status >= 500) {
    host.logger.error({ ...fields, error: describeError(failed.error) }, 'request failed')
  }
  if (error.denied && actor) {
    const { userId, sessionId } = actor
    const address = addressOf(request)
    const changeId = isUuid(request.headers.get('x-change-id')) ? request.headers.get('x-change-id') : null
    await host
      .recordDenied({
        actorId: userId,
        sessionId,
        address,
        changeId,
        method: request.method,
        path: fields.path,
      })
      .catch((cause: unknown) =>
        host.logger.error({ ...fields, error: describeError(cause) }, 'a denied try was not audited'),
      )
  }
  return errorResponse(error, requestId)
}

function statusOf(definition: { readonly response?: Schema | undefined; readonly status?: number }): number {
  return definition.status ?? (definition.response ? 200 : 204)
}

function readChangeId(headers: Headers): string | null {
  const changeId = headers.get('x-change-id')
  if (changeId === null || isUuid(changeId)) return changeId
  throw new AppError('bad_request', { message: 'X-Change-Id must be a UUID.' })
}

/** The client's address, as our own server wrote it. */
function addressOf(request: Request): string {
  return request.headers.get(ADDRESS_HEADER) ?? 'unknown'
}

function pathOf(request: Request): string {
  return new URL(request.url).pathname
}
