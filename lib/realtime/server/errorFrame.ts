import { ERROR } from '../protocol/errorCode.ts'
import type { ErrorCode } from '../protocol/errorCode.ts'
import type { ErrorFrame } from '../protocol/frames/error.ts'

/** What an `error` is about, where it is about something. */
export interface ErrorContext {
  readonly topic?: string | undefined
  readonly request_id?: string | undefined
}

/** An `error` from the one table. `now` in ms since the epoch. */
export function errorFrame(code: ErrorCode, now: number, context: ErrorContext = {}): ErrorFrame {
  const { topic, request_id } = context
  return {
    type: 'error',
    code,
    message: ERROR[code].message,
    timestamp: new Date(now).toISOString(),
    ...(topic === undefined ? {} : { topic }),
    ...(request_id === undefined ? {} : { request_id }),
  }
}
