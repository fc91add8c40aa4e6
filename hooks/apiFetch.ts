import * as z from 'zod/mini'
import { ERROR, type ErrorCode } from '@/lib/realtime/protocol/errorCode.ts'
import { ApiError } from './ApiError.ts'

const ErrorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    fields: z.optional(z.record(z.string(), z.string())),
    current: z.optional(z.unknown()),
    request_id: z.optional(z.string()),
  }),
})

/** One request. `changeId` and `idempotencyKey` come from `useLiveMutation`; hand its second argument on as it is. */
export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Sent as JSON. */
  readonly body?: unknown
  readonly changeId?: string
  readonly idempotencyKey?: string
  /** Past results shared between readers: just after an own change. */
  readonly fresh?: boolean
  readonly signal?: AbortSignal
}

/**
 * Asks this server's REST and returns the parsed JSON (undefined for 204). Rejects with an ApiError, also when no answer came;
 * an abort rejects as `fetch` does. `T` is believed: answers are checked on the server against the contract's schema.
 */
export async function apiFetch<T = unknown>(path: string, request: ApiRequest = {}): Promise<T> {
  const answer = await ask(path, request)
  const text = await answer.text()
  const json = parse(text)
  if (!answer.ok) throw toApiError(answer, json)
  return json as T
}

async function ask(
  path: string,
  { method = 'GET', body, changeId, idempotencyKey, fresh, signal }: ApiRequest,
) {
  const headers = new Headers({ Accept: 'application/json' })
  if (body !== undefined) headers.set('Content-Type', 'application/json')
  if (changeId) headers.set('X-Change-Id', changeId)
  if (idempotencyKey) headers.set('Idempotency-Key', idempotencyKey)
  if (fresh) headers.set('Cache-Control', 'no-cache')
  try {
    return await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new ApiError({
      status: 0,
      code: 'network',
      message: 'The server cannot be reached. Check the network.',
    })
  }
}

function parse(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function toApiError(answer: Response, json: unknown): ApiError {
  const body = ErrorBody.safeParse(json)
  if (!body.success) {
    const code = codeOf(answer.status)
    return new ApiError({ status: answer.status, code, message: ERROR[code].message })
  }
  const { code, message, fields, current, request_id: requestId } = body.data.error
  return new ApiError({
    status: answer.status,
    code: isErrorCode(code) ? code : codeOf(answer.status),
    message,
    current,
    requestId,
    ...(fields ? { fields } : {}),
  })
}

const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERROR, code)

function codeOf(status: number): ErrorCode {
  const known = (Object.keys(ERROR) as ErrorCode[]).find((code) => ERROR[code].status === status)
  return known ?? (status >= 500 ? 'internal' : 'bad_request')
}
