import { HEARD_HEADER, parseHeard } from '../../realtime/protocol/heardHeads.ts'
import { AppError } from '../appError.ts'
import { isUuid } from '../isUuid.ts'
import { ADDRESS_HEADER } from '../web/clientAddress.ts'
import { hashRequest, readIdempotencyKey } from './idempotency.ts'
import { isWriteMethod } from './isWriteMethod.ts'
import { parseInput, readQuery } from './parseInput.ts'
import { BODY_MAX_BYTES, readJson } from './readJson.ts'
import type { RouteActor } from './routeActor.ts'
import { routeHost } from './routeHost.ts'
import type { Access, Output, RouteContext, RouteDefinition, Schema } from './routeDefinition.ts'

/** A request whose sender is known. */
export interface Incoming {
  readonly request: Request
  readonly requestId: string
  readonly actor: RouteActor | null
  readonly params: Promise<unknown> | undefined
}

/** Reads and parses all of a request; throws for the first part that does not fit. */
export async function readContext<
  A extends Access,
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
  R extends Schema | undefined,
>(
  definition: RouteDefinition<A, P, Q, B, R>,
  { request, requestId, actor, params }: Incoming,
): Promise<RouteContext<A, P, Q, B>> {
  const isWrite = isWriteMethod(request.method)
  const address = addressOf(request)
  const readsJson = isWrite && definition.rawBody !== true
  const json = readsJson ? await readJson(request, definition.maxBodyBytes ?? BODY_MAX_BYTES) : undefined
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
  const body = definition.body && (await parseInput(definition.body, json === undefined ? {} : json))
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
    share: routeHost().share(parseHeard(request.headers.get(HEARD_HEADER))),
  }
}

/** The status of a success. */
export function statusOf(definition: {
  readonly response?: Schema | undefined
  readonly status?: number
}): number {
  return definition.status ?? (definition.response ? 200 : 204)
}

function readChangeId(headers: Headers): string | null {
  const changeId = headers.get('x-change-id')
  if (changeId === null || isUuid(changeId)) return changeId
  throw new AppError('bad_request', { message: 'X-Change-Id must be a UUID.' })
}

/** The client's address, as our own server wrote it. */
export function addressOf(request: Request): string {
  return request.headers.get(ADDRESS_HEADER) ?? 'unknown'
}

/** Path without query. */
export function pathOf(request: Request): string {
  return new URL(request.url).pathname
}
