import { isUuid } from '../isUuid.ts'
import { openSessionToken } from './openSessionToken.ts'

/** Over https: no other host of the domain can set a cookie of that name. */
export const HOST_COOKIE = '__Host-next-auth.session-token'
const PLAIN_COOKIE = 'next-auth.session-token'

/** Cookies by name, already decoded. */
export type Cookies = Readonly<Record<string, string | undefined>>

/** What the cookie holds, encrypted. One that was given over https counts under its own name alone. */
export type SessionClaims = Readonly<Record<'sid', string>> & { readonly hostOnly?: true }

/**
 * The session that a browser's cookies name; null when there is none or it is not ours. Works on any request, a raw
 * upgrade included, and never throws. Whether the session still stands is the directory's to say.
 */
export function readSessionId(cookies: Cookies, secret: string): string | null {
  for (const name of [HOST_COOKIE, PLAIN_COOKIE]) {
    const token = cookies[name]
    if (token === undefined || token.length > 4096) continue
    // Not encrypted with our key, or past its time: the same as no cookie.
    const { sid, hostOnly } = (openSessionToken(token, secret) ?? {}) as Record<keyof SessionClaims, unknown>
    if (isUuid(sid) && (hostOnly !== true || name === HOST_COOKIE)) return sid
  }
  return null
}

/** Parses a Cookie header. The first of several cookies of one name counts; what cannot be decoded stays as it is. */
export function parseCookies(header: string | null | undefined): Record<string, string> {
  const cookies: Record<string, string> = Object.create(null) as Record<string, string>
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=')
    const name = pair.slice(0, at).trim()
    if (at > 0 && name !== '' && !(name in cookies)) cookies[name] = decodeValue(pair.slice(at + 1).trim())
  }
  return cookies
}

function decodeValue(value: string): string {
  const bare = value.startsWith('"') && value.endsWith('"') && value.length > 1 ? value.slice(1, -1) : value
  try {
    return decodeURIComponent(bare)
  } catch {
    return bare
  }
}
