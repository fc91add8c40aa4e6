import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { OutboundError } from './outboundError.ts'

/** Whether an address is one of the public internet: not of this machine, a private network, or one kept for something else. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'
}

/**
 * Looks names up as usual and refuses those at addresses that are not public. It is asked by the connection itself, so that
 * what was checked is what is connected to.
 */
export const lookUpPublic: LookupFunction = (host, options, callback) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, '', 0)
    const [first] = found
    if (first === undefined || !found.every(({ address }) => isPublicAddress(address))) {
      return callback(new OutboundError('permanent', 'address not public'), '', 0)
    }
    if (options.all === true) callback(null, found)
    else callback(null, first.address, first.family)
  })
}
