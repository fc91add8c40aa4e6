import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'

/** Reads the client's address of a request: the peer's, or what trusted proxies say about it. */
export function createAddressReader(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const ranges = trustedProxies.map((range) =>
    range.includes('/') ? ipaddr.parseCIDR(range) : ([ipaddr.process(range), -1] as const),
  )
  const isTrusted = (address: string): boolean => {
    if (!ipaddr.isValid(address)) return false
    const candidate = ipaddr.process(address)
    return ranges.some(([network, bits]) => {
      if (candidate.kind() !== network.kind()) return false
      return bits === -1 ? candidate.toString() === network.toString() : candidate.match(network, bits)
    })
  }
  return (request) => {
    let address = plain(request.socket.remoteAddress ?? '')
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

/** What counts as one place: an IPv4 address, or the /64 network that one household or firm has in IPv6. */
export function addressGroup(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  return `${parsed.toByteArray().slice(0, 8).join('.')}/64`
}

const plain = (address: string): string =>
  ipaddr.isValid(address) ? ipaddr.process(address).toString() : address
