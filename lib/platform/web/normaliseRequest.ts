import { createAddressReader, createProxyTrust, peerAddress } from '../../realtime/server/clientAddress.ts'
import type { AddressedRequest } from '../../realtime/server/clientAddress.ts'
import { ADDRESS_HEADER } from './clientAddress.ts'

const FORWARDED = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
]

export interface NormaliserOptions {
  readonly trustedProxies: readonly string[]
  /** Where the public address is https, every request counts as one, whatever a proxy forgot to say. */
  readonly isAlwaysSecure: boolean
}

/**
 * Makes requests tell the truth before anything reads them, and returns the client's address: forwarded headers stay
 * only when a trusted proxy wrote them, and our own address header says who is asking. Next and next-auth trust these
 * headers from here on.
 */
export function createRequestNormaliser({
  trustedProxies,
  isAlwaysSecure,
}: NormaliserOptions): (request: AddressedRequest) => string {
  const isTrusted = createProxyTrust(trustedProxies)
  const readAddress = createAddressReader(trustedProxies)
  return (request) => {
    const { headers } = request
    const address = readAddress(request)
    if (!isTrusted(peerAddress(request))) for (const name of FORWARDED) delete headers[name]
    headers['x-forwarded-proto'] =
      isAlwaysSecure || headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'
    headers['x-forwarded-for'] = address
    headers[ADDRESS_HEADER] = address
    return address
  }
}
