import type { IncomingMessage } from 'node:http'
import { isIPv4 } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Tells whether an address belongs to one of the given addresses or CIDR ranges. Unreadable ones never match. */
export function createProxyTrust(trustedProxies: readonly string[]): (address: string) => boolean {
  const ranges = trustedProxies.map((range) =>
    range.includes('/') ? ipaddr.parseCIDR(range) : ([ipaddr.process(range), -1] as const),
  )
  if (ranges.length === 0) return () => false
  return (address) => {
    if (!ipaddr.isValid(address)) return false
    const candidate = ipaddr.process(address)
    return ranges.some(([network, bits]) => {
      if (candidate.kind() !== network.kind()) return false
      return bits === -1 ? candidate.toString() === network.toString() : candidate.match(network, bits)
    })
  }
}

/** What is read of a request to find out who made it. */
export type AddressedRequest = Pick<IncomingMessage, 'headers' | 'socket'>

/** Reads the client's address of a request: the peer's, or what trusted proxies say about it. */
export function createAddressReader(
  trustedProxies: readonly string[],
): (request: AddressedRequest) => string {
  const isTrusted = createProxyTrust(trustedProxies)
  return (request) => {
    let address = peerAddress(request)
    const header = request.headers['x-forwarded-for']
    const hops = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',')
    // The last address that no trusted proxy wrote: what stands before it, anybody can have written.
    while (isTrusted(address)) {
      const hop = hops.pop()?.trim()
      if (hop === undefined || !ipaddr.isValid(hop)) break
      address = plain(hop)
    }
    return address
  }
}

/** The address at the other end of the connection itself. */
export function peerAddress(request: Pick<IncomingMessage, 'socket'>): string {
  return plain(request.socket.remoteAddress ?? '')
}

/** What counts as one place: an IPv4 address, or the /64 network that one household or firm has in IPv6. */
export function addressGroup(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  return `${parsed.toByteArray().slice(0, 8).join('.')}/64`
}

/** Node's own idea of an IPv4 address is ours already. */
const plain = (address: string): string => (isIPv4(address) ? address : readable(address))

const readable = (address: string): string =>
  ipaddr.isValid(address) ? ipaddr.process(address).toString() : address
