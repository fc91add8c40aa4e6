import { decode } from 'next-auth/jwt'
import { isUuid } from '../isUuid.ts'

const NAMES = ['__Secure-next-auth.session-token', 'next-auth.session-token'] as const

/** Cookies by name, already decoded. */
export type Cookies = Readonly<Record<string, string | undefined>>

/**
 * The session that a browser's cookies name; null when there is none or it is not ours. Works on any request, a raw
 * upgrade included, and never throws. Whether the session still stands is the directory's to say.
 */
export async function readSessionId(cookies: Cookies, secret: string): Promise<string | null> {
  for (const name of NAMES) {
    const token = cookies[name]
    if (token === undefined || token.length > 4096) continue
    try {
      const sid = (await decode({ token, secret }))?.['sid']
      if (isUuid(sid)) return sid
    } catch {
      // Not encrypted with our key, or past its time: the same as no cookie.
    }
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
