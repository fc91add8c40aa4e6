import type { IncomingMessage, ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { createHeaderWriter } from './createHeaderWriter.ts'

const isHost = (host: string | undefined) => /^[a-z.]+(:\d+)?$/.test(host ?? '')

function write(headers: Record<string, string>, pathname = '/') {
  const request = { headers: { ...headers } } as unknown as IncomingMessage
  const said = new Map<string, string>()
  const response = { setHeader: (name: string, value: string) => said.set(name, value) }
  createHeaderWriter({ dev: false, isHost })(request, response as unknown as ServerResponse, pathname)
  return { request, said, policy: said.get('Content-Security-Policy') ?? '' }
}

test('every answer has a nonce of its own, and the page is rendered with it', () => {
  const nonces = Array.from({ length: 100 }, () => {
    const { request, policy } = write({ host: 'ward.example' })
    expect(request.headers['content-security-policy']).toBe(policy)
    return /'nonce-([A-Za-z0-9+/]{22}==)'/.exec(policy)?.[1]
  })
  expect(new Set(nonces).size).toBe(100)
  expect(nonces).not.toContain(undefined)
})

test('a client does not choose the nonce', () => {
  const { request, policy } = write({
    host: 'ward.example',
    'content-security-policy': "script-src 'nonce-mine'",
    'content-security-policy-report-only': "script-src 'nonce-mine'",
  })
  expect(request.headers).toEqual({ host: 'ward.example', 'content-security-policy': policy })
  expect(policy).not.toContain('mine')
})

test('a host that is none does not get into the policy', () => {
  expect(write({ host: 'ward.example; script-src *' }).policy).not.toContain('*')
  expect(write({ host: 'inside', 'x-forwarded-host': 'ward.example' }).policy).toContain('ws://ward.example;')
})

test('a path of the API is one however it is spelt', () => {
  expect(write({ host: 'ward.example' }, '/%61pi/me').policy).toContain('sandbox')
})

test('over https the answer insists on it', () => {
  expect(write({ host: 'ward.example', 'x-forwarded-proto': 'https' }).said).toHaveProperty('size', 9)
  expect(write({ host: 'ward.example', 'x-forwarded-proto': 'http' }).said).toHaveProperty('size', 8)
})
