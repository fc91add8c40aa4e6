import * as z from 'zod/mini'
import { ERROR, type ErrorCode } from '@/lib/realtime/protocol/errorCode.ts'
import { HEARD_HEADER } from '@/lib/realtime/protocol/heardHeads.ts'
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
  /** What the reader has heard: the server may give it what others were answered. From a live query. */
  readonly heard?: string | null
  readonly signal?: AbortSignal
  /** It is sent even when the page is left meanwhile. At most 64 KiB. */
  readonly isLast?: boolean
}

/**
 * Asks this server's REST and returns the parsed JSON (undefined for 204). Rejects with an ApiError, also when no answer came;
 * an abort rejects as `fetch` does. `T` is believed: answers are checked on the server against the contract's schema.
 */
export async function apiFetch<T = unknown>(path: string, request: ApiRequest = {}): Promise<T> {
  const answer = await ask(path, request)
  return readAnswer<T>(answer.status, await answer.text())
}

/** The parsed JSON of an answer. Throws its ApiError outside 2xx. */
export function readAnswer<T = unknown>(status: number, text: string): T {
  const json = parse(text)
  if (status < 200 || status > 299) throw toApiError(status, json)
  return json as T
}

async function ask(
  path: string,
  { method = 'GET', body, changeId, idempotencyKey, heard, signal, isLast = false }: ApiRequest,
) {
  const headers = new Headers({ Accept: 'application/json' })
  if (body !== undefined) headers.set('Content-Type', 'application/json')
  if (changeId) headers.set('X-Change-Id', changeId)
  if (idempotencyKey) headers.set('Idempotency-Key', idempotencyKey)
  if (heard) headers.set(HEARD_HEADER, heard)
  try {
    return await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      keepalive: isLast,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw noAnswer()
  }
}

/** No answer came. */
export const noAnswer = (): ApiError =>
  new ApiError({ status: 0, code: 'network', message: 'The server cannot be reached. Check the network.' })

function parse(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function toApiError(status: number, json: unknown): ApiError {
  const body = ErrorBody.safeParse(json)
  if (!body.success) {
    const code = codeOf(status)
    return new ApiError({ status, code, message: ERROR[code].message })
  }
  const { code, message, fields, current, request_id: requestId } = body.data.error
  return new ApiError({
    status,
    code: isErrorCode(code) ? code : codeOf(status),
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
