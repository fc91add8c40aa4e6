import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'

/** Set by our own server on every request, after dropping whatever came under that name: the client's address. */
export const ADDRESS_HEADER = 'x-wardline-address'

/** Tells whether an address belongs to one of the given addresses or CIDR ranges. Unreadable ones never match. */
export function createAddressMatcher(ranges: readonly string[]): (address: string) => boolean {
  const parsed = ranges.map((range) => ipaddr.parseCIDR(range.includes('/') ? range : withFullPrefix(range)))
  return (address) => {
    if (!ipaddr.isValid(address)) return false
    const candidate = ipaddr.process(address)
    return parsed.some(
      ([network, bits]) => candidate.kind() === network.kind() && candidate.match(network, bits),
    )
  }
}

/**
 * The address of whoever made the request: the peer's, or, where the peer is a trusted proxy, the last address in
 * X-Forwarded-For that no trusted proxy wrote.
 */
export function clientAddress(
  request: Pick<IncomingMessage, 'headers' | 'socket'>,
  isTrustedProxy: (address: string) => boolean,
): string {
  let address = plain(request.socket.remoteAddress ?? '')
  const header = request.headers['x-forwarded-for']
  const hops = (Array.isArray(header) ? header.join(',') : (header ?? ''))
    .split(',')
    .map((hop) => plain(hop.trim()))
  while (isTrustedProxy(address)) {
    const hop = hops.pop()
    if (hop === undefined || !ipaddr.isValid(hop)) break
    address = hop
  }
  return address
}

/** Loopback, v4 or v6. */
export function isLoopback(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback'
}

function withFullPrefix(address: string): string {
  return `${address}/${ipaddr.parse(address).kind() === 'ipv4' ? 32 : 128}`
}

function plain(address: string): string {
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : address
}
