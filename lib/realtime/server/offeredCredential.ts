import type { IncomingMessage } from 'node:http'
import { BEARER_PREFIX, PROOF_PREFIX, SUPPORTED_SUBPROTOCOLS } from '../protocol/version.ts'
import type { Credential } from './authenticator.ts'

/** What an upgrade offers beside its path. */
export interface Offer {
  readonly credential: Credential
  /** The subprotocol to select; null: none was offered that we may name. Credentials are never echoed. */
  readonly subprotocol: string | null
  /** Offers only versions that we do not speak. */
  readonly isForeignVersion: boolean
}

/** Reads the credential and the version of an upgrade. A token goes before a cookie. */
export function readOffer(request: IncomingMessage, url: URL, queryToken: boolean): Offer {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((word) => word.trim())
  const versions = offered.filter((word) => /^wardline\.v\d+$/.test(word))
  const supported = SUPPORTED_SUBPROTOCOLS.find((version) => versions.includes(version)) ?? null
  const isForeignVersion = supported === null && versions.length > 0
  return {
    credential: readCredential(request, offered, queryToken ? url.searchParams.get('token') : null),
    // A browser hears a close code only where one of its own words was selected.
    subprotocol: supported ?? versions[0] ?? null,
    isForeignVersion,
  }
}

function readCredential(
  request: IncomingMessage,
  offered: readonly string[],
  queryToken: string | null,
): Credential {
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const token = bearer ?? after(BEARER_PREFIX, offered) ?? queryToken
  if (token !== null && token !== undefined && token !== '') return { kind: 'token', token }
  const cookies = readCookies(request.headers.cookie ?? '')
  const proof = after(PROOF_PREFIX, offered) ?? null
  const speaksOurs = offered.some((word) => SUPPORTED_SUBPROTOCOLS.includes(word))
  if (Object.keys(cookies).length === 0 && proof === null) return { kind: 'none' }
  // Without the app's own subprotocol beside it a proof is not one.
  return { kind: 'cookie', cookies, proof: speaksOurs ? proof : null }
}

const after = (prefix: string, offered: readonly string[]): string | undefined =>
  offered.find((word) => word.startsWith(prefix))?.slice(prefix.length)

function readCookies(header: string): Record<string, string> {
  const cookies: Record<string, string> = Object.create(null) as Record<string, string>
  for (const pair of header.split(';').slice(0, 100)) {
    const at = pair.indexOf('=')
    if (at < 1) continue
    const name = pair.slice(0, at).trim()
    if (name in cookies) continue
    cookies[name] = decode(
      pair
        .slice(at + 1)
        .trim()
        .replace(/^"(.*)"$/, '$1'),
    )
  }
  return cookies
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
