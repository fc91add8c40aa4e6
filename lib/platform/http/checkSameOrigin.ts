import { AppError } from '../appError.ts'

/**
 * Refuses a write that another site's page may have made with somebody's cookie. Sec-Fetch-Site is absent over plain
 * http, so Origin decides: it must be one of `allowedOrigins`, or, where there are none, of the request's own host.
 */
export function checkSameOrigin(headers: Headers, allowedOrigins: readonly string[]): void {
  const site = headers.get('sec-fetch-site')
  const origin = headers.get('origin')
  const own = origin === null ? site === 'same-origin' : isOwnOrigin(origin, headers, allowedOrigins)
  const listed = origin !== null && allowedOrigins.includes(origin)
  if (own && (site === null || site === 'same-origin' || listed)) return
  throw new AppError('forbidden', { message: 'This request did not come from a page of this address.' })
}

function isOwnOrigin(origin: string, headers: Headers, allowedOrigins: readonly string[]): boolean {
  if (allowedOrigins.length > 0) return allowedOrigins.includes(origin)
  if (!URL.canParse(origin)) return false
  return new URL(origin).host === (headers.get('x-forwarded-host') ?? headers.get('host'))
}
