import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { securityHeaders } from './securityHeaders.ts'

export interface HeaderWriterOptions {
  readonly dev: boolean
  /** Whether a Host header is one, and one of ours. */
  readonly isHost: (host: string | undefined) => boolean
}

/**
 * Puts the security headers on an answer before anybody answers, and the policy on the request, where Next finds the
 * nonce for the scripts that it writes into the page. What a client sent under that name is dropped. The request is
 * normalised before.
 */
export function createHeaderWriter({ dev, isHost }: HeaderWriterOptions) {
  return (request: IncomingMessage, response: ServerResponse, pathname: string): void => {
    const { headers } = request
    const forwarded = headers['x-forwarded-host']
    const named = typeof forwarded === 'string' ? forwarded : headers.host
    const said = securityHeaders({
      pathname: decoded(pathname),
      host: isHost(named) ? named : undefined,
      isSecure: headers['x-forwarded-proto'] === 'https',
      nonce: randomBytes(16).toString('base64'),
      dev,
    })
    for (const [name, value] of Object.entries(said)) response.setHeader(name, value)
    headers['content-security-policy'] = said['Content-Security-Policy']
    delete headers['content-security-policy-report-only']
  }
}

/** As routes see it: `/%61pi/me` is one of the API. What cannot be decoded leads nowhere. */
function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}
