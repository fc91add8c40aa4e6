import { expect, test } from 'vitest'
import type { AddressedRequest } from '../../realtime/server/clientAddress.ts'
import { ADDRESS_HEADER } from './clientAddress.ts'
import { createRequestNormaliser } from './normaliseRequest.ts'

const normalise = createRequestNormaliser({ trustedProxies: ['10.0.0.0/8'], isAlwaysSecure: false })

function requestFrom(remoteAddress: string, headers: Record<string, string>) {
  return { headers, socket: { remoteAddress } } as unknown as AddressedRequest
}

test('what a stranger says of address, host and scheme counts for nothing', () => {
  const request = requestFrom('203.0.113.9', {
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    [ADDRESS_HEADER]: '127.0.0.1',
  })
  expect(normalise(request)).toBe('203.0.113.9')
  expect(request.headers).toEqual({
    'x-forwarded-for': '203.0.113.9',
    'x-forwarded-proto': 'http',
    [ADDRESS_HEADER]: '203.0.113.9',
  })
})

test('a trusted proxy tells host, scheme and the last address that it did not write itself', () => {
  const request = requestFrom('::ffff:10.0.0.2', {
    'x-forwarded-for': '127.0.0.1, 198.51.100.7, 10.1.1.1',
    'x-forwarded-host': 'ward.example',
    'x-forwarded-proto': 'https',
  })
  expect(normalise(request)).toBe('198.51.100.7')
  expect(request.headers).toMatchObject({ 'x-forwarded-host': 'ward.example', 'x-forwarded-proto': 'https' })
})

test('where the public address is https, a request without a word about it is one too', () => {
  const secure = createRequestNormaliser({ trustedProxies: [], isAlwaysSecure: true })
  const request = requestFrom('10.0.0.2', { 'x-forwarded-proto': 'http' })
  secure(request)
  expect(request.headers).toMatchObject({ 'x-forwarded-proto': 'https' })
})
