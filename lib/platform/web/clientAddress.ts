import ipaddr from 'ipaddr.js'

/** Set by our own server on every request, after dropping whatever came under that name: the client's address. */
export const ADDRESS_HEADER = 'x-wardline-address'

/** Loopback, v4 or v6. */
export function isLoopback(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback'
}
