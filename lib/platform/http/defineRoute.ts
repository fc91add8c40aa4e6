import { v7 as uuidv7 } from 'uuid'
import * as z from 'zod/v4/core'
import { AppError } from '../appError.ts'
import { isUuid } from '../isUuid.ts'
import type { RateLimit } from '../rateLimiter.ts'
import { checkSameOrigin } from './checkSameOrigin.ts'
import { describeError } from './describeError.ts'
import { errorResponse } from './errorResponse.ts'
import { isWriteMethod } from './isWriteMethod.ts'
import { isStrict } from './parseInput.ts'
import { addressOf, pathOf, readContext, statusOf } from './readContext.ts'
import type { RouteActor } from './routeActor.ts'
import type { Access, RouteDefinition, RouteHandler, Schema } from './routeDefinition.ts'
import { routeHost, type RouteAuthentication, type RouteHost } from './routeHost.ts'
import { toAppError } from './toAppError.ts'

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
      if (authentication.ok && authentication.via === 'cookie' && isWriteMethod(request.method)) {
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
