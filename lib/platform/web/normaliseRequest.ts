import type { IncomingMessage } from 'node:http'
import { ADDRESS_HEADER, clientAddress } from './clientAddress.ts'

const FORWARDED = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
]

/**
 * Makes a request tell the truth before anything reads it: forwarded headers stay only when a trusted proxy wrote
 * them, and our own address header says who is asking. Next and next-auth trust these headers from here on.
 */
export function normaliseRequest(
  request: Pick<IncomingMessage, 'headers' | 'socket'>,
  isTrustedProxy: (address: string) => boolean,
): string {
  const address = clientAddress(request, isTrustedProxy)
  const peer = clientAddress({ headers: {}, socket: request.socket }, () => false)
  if (!isTrustedProxy(peer)) for (const name of FORWARDED) delete request.headers[name]
  const scheme = request.headers['x-forwarded-proto']
  request.headers['x-forwarded-proto'] = scheme === 'https' ? 'https' : 'http'
  request.headers['x-forwarded-for'] = address
  request.headers[ADDRESS_HEADER] = address
  return address
}
