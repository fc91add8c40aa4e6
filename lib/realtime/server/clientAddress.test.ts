import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { addressGroup, createAddressReader } from './clientAddress.ts'
import { FailureDelay } from './failureDelay.ts'

const request = (peer: string, forwarded?: string): IncomingMessage =>
  ({
    socket: { remoteAddress: peer },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as IncomingMessage

test('[CON-2] only a trusted proxy is believed, and only what it has added', () => {
  const read = createAddressReader(['10.0.0.0/8', '::1'])
  expect(read(request('203.0.113.1', '1.1.1.1'))).toBe('203.0.113.1')
  expect(read(request('10.0.0.1', '1.1.1.1'))).toBe('1.1.1.1')
  expect(read(request('::ffff:10.0.0.1', '6.6.6.6, 1.1.1.1, 10.2.2.2'))).toBe('1.1.1.1')
  expect(read(request('::1', 'junk'))).toBe('::1')
  expect(read(request('10.0.0.1'))).toBe('10.0.0.1')
})

test('[CON-2] an IPv6 network counts as one place', () => {
  expect(addressGroup('2001:db8:1:2::1')).toBe(addressGroup('2001:db8:1:2:ffff::9'))
  expect(addressGroup('2001:db8:1:2::1')).not.toBe(addressGroup('2001:db8:1:3::1'))
  expect(addressGroup('::ffff:1.2.3.4')).toBe('1.2.3.4')
})

test('[CON-2] the sixth failure within a minute waits, and each after it twice as long, up to 2 s', () => {
  const delay = new FailureDelay()
  const delays = Array.from({ length: 12 }, () => delay.failed('a', 0))
  expect(delays).toEqual([0, 0, 0, 0, 0, 250, 500, 1_000, 2_000, 2_000, 2_000, 2_000])
  expect(delay.failed('b', 0)).toBe(0)
  expect(delay.failed('a', 60_001)).toBe(0)
})
