import { isIP } from 'node:net'
import type { PushSettings } from '../settings/outboundSettings.ts'
import { isPublicAddress } from './publicAddress.ts'

/** Whether a push may go there: https on its usual port, at a host of the list, without credentials. */
export function isPushEndpoint(
  endpoint: string,
  { hosts, allowPrivate }: Pick<PushSettings, 'hosts' | 'allowPrivate'>,
): boolean {
  if (!URL.canParse(endpoint)) return false
  const { protocol, username, password, port, hostname } = new URL(endpoint)
  if (username !== '' || password !== '' || !isListed(hostname, hosts)) return false
  if (allowPrivate) return protocol === 'https:' || protocol === 'http:'
  const bare = hostname.replace(/^\[|\]$/g, '')
  return protocol === 'https:' && port === '' && (isIP(bare) === 0 || isPublicAddress(bare))
}

function isListed(hostname: string, hosts: readonly string[]): boolean {
  return hosts.some((host) => (host.startsWith('.') ? hostname.endsWith(host) : hostname === host))
}
