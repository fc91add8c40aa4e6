/** One table for HTTP and socket: what went wrong, the HTTP status, the sentence when nothing better is known. */
export const ERROR = {
  bad_request: { status: 400, message: 'The request could not be read.' },
  validation_failed: { status: 422, message: 'Some fields need another value.' },
  unauthenticated: { status: 401, message: 'Sign in first.' },
  forbidden: { status: 403, message: 'You may not do this.' },
  not_found: { status: 404, message: 'There is no such thing, or you may not see it.' },
  method_not_allowed: { status: 405, message: 'This address does not take that method.' },
  conflict: { status: 409, message: 'Somebody else has changed this meanwhile.' },
  version_required: { status: 428, message: 'Send the version that you have seen.' },
  idempotency_mismatch: { status: 422, message: 'This Idempotency-Key was used for another request.' },
  idempotency_running: {
    status: 409,
    message: 'The first request with this Idempotency-Key is still running.',
  },
  too_large: { status: 413, message: 'The request is too large.' },
  rate_limited: { status: 429, message: 'Too many tries. Wait a moment.' },
  unavailable: { status: 503, message: 'The database cannot be reached just now. Nothing was changed.' },
  internal: { status: 500, message: 'Something went wrong on our side.' },
  malformed_frame: { status: 400, message: 'The frame is not valid.' },
  unknown_type: { status: 400, message: 'This server does not know that type of frame.' },
  too_many_subscriptions: { status: 429, message: 'Too many topics on one connection.' },
  upgrade_required: { status: 426, message: 'This address speaks WebSocket.' },
} as const

export type ErrorCode = keyof typeof ERROR
