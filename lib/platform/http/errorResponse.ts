import type { AppError } from '../appError.ts'

/** The one shape in which a failure leaves: the code's status, `{error: {code, message, fields?, current?, request_id}}`. */
export function errorResponse(error: AppError, requestId: string): Response {
  const body = {
    error: {
      code: error.code,
      message: error.message,
      ...(error.fields && { fields: error.fields }),
      ...(error.current !== undefined && { current: error.current }),
      request_id: requestId,
    },
  }
  const headers = new Headers({ 'cache-control': 'no-store', 'x-request-id': requestId })
  if (error.retryAfterMs !== undefined) {
    headers.set('retry-after', String(Math.max(1, Math.ceil(error.retryAfterMs / 1000))))
  }
  if (error.code === 'unauthenticated') headers.set('www-authenticate', 'Bearer')
  return Response.json(body, { status: error.status, headers })
}
