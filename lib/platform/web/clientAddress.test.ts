import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { clientAddress, createAddressMatcher, isLoopback } from './clientAddress.ts'

const trusted = createAddressMatcher(['10.0.0.0/8', '::1', '127.0.0.1'])

function requestFrom(remoteAddress: string, forwarded?: string) {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  return { headers, socket: { remoteAddress } } as Pick<IncomingMessage, 'headers' | 'socket'>
}

test('a peer that is no trusted proxy cannot choose its address', () => {
  expect(clientAddress(requestFrom('203.0.113.9', '127.0.0.1'), trusted)).toBe('203.0.113.9')
})

test('behind trusted proxies the last untrusted hop counts, not what the client wrote before it', () => {
  expect(clientAddress(requestFrom('::ffff:10.0.0.2', '127.0.0.1, 198.51.100.7, 10.1.1.1'), trusted)).toBe(
    '198.51.100.7',
  )
})

test('a hop that is no address ends the search', () => {
  expect(clientAddress(requestFrom('10.0.0.2', 'unknown'), trusted)).toBe('10.0.0.2')
})

test('loopback is told in both families, mapped ones included', () => {
  expect(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'].map(isLoopback)).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect(['10.0.0.1', '', 'localhost'].map(isLoopback)).toEqual([false, false, false])
})
