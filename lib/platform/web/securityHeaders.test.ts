import { expect, test } from 'vitest'
import { type AnswerPlace, isPage, securityHeaders } from './securityHeaders.ts'

const PAGE: AnswerPlace = {
  pathname: '/archive/crates',
  host: 'ward.example:3000',
  isSecure: false,
  nonce: 'bm9uY2U=',
  dev: false,
}

function policyOf(place: Partial<AnswerPlace> = {}): Record<string, string[]> {
  const policy = securityHeaders({ ...PAGE, ...place })['Content-Security-Policy'] ?? ''
  return Object.fromEntries(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ')
      return [name, sources]
    }),
  )
}

test('a page runs its own scripts and those with the nonce, and nothing inline without it', () => {
  expect(policyOf()).toMatchObject({
    'default-src': ["'none'"],
    'script-src': ["'self'", "'nonce-bm9uY2U='"],
    'script-src-attr': ["'none'"],
    'worker-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    'img-src': ["'self'"],
  })
})

test('style elements are named by hash; only attributes may be written inline', () => {
  const inline = Object.entries(policyOf()).filter(([, sources]) => sources.includes("'unsafe-inline'"))
  expect(inline.map(([name]) => name)).toEqual(['style-src-attr'])
})

test('a page speaks with its own host, by the scheme that it came by', () => {
  expect(policyOf()['connect-src']).toEqual(["'self'", 'ws://ward.example:3000'])
  expect(policyOf({ isSecure: true })['connect-src']).toEqual(["'self'", 'wss://ward.example:3000'])
  expect(policyOf({ host: undefined })['connect-src']).toEqual(["'self'"])
})

test('development may evaluate and write styles, and is as strict about everything else', () => {
  const { 'script-src': scripts, 'style-src-elem': styles, 'font-src': _, ...rest } = policyOf({ dev: true })
  expect(scripts).toEqual(["'self'", "'nonce-bm9uY2U='", "'unsafe-eval'"])
  expect(styles).toEqual(["'self'", "'unsafe-inline'"])
  expect(policyOf()).toMatchObject(rest)
})

test.each([
  '/api/me',
  '/api/archive/attachments/1',
  '/healthz',
  '/metrics',
  '/ws/updates/',
  '/_next/static/a.js',
])('%s opened as a page runs and loads nothing', (pathname) => {
  expect(isPage(pathname)).toBe(false)
  expect(policyOf({ pathname })).toEqual({
    'default-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
    sandbox: [],
  })
})

test.each(['/', '/sign-in', '/apis', '/metrics-of-the-week', '/nothing/here'])('%s is a page', (pathname) => {
  expect(isPage(pathname)).toBe(true)
})

test('nobody keeps an answer, but the files of the build', () => {
  const kept = ['/', '/api/me', '/healthz', '/_next/image', '/_next/static/a.js', '/icon.svg'].filter(
    (pathname) => !('Cache-Control' in securityHeaders({ ...PAGE, pathname })),
  )
  expect(kept).toEqual(['/_next/static/a.js', '/icon.svg'])
})

test('https is insisted on where the person came by it, and nowhere else', () => {
  expect(securityHeaders(PAGE)).not.toHaveProperty('Strict-Transport-Security')
  expect(securityHeaders({ ...PAGE, isSecure: true })['Strict-Transport-Security']).toBe(
    'max-age=31536000; includeSubDomains',
  )
})

test('the camera is the one thing of a device that a page may ask for', () => {
  const features = securityHeaders(PAGE)['Permissions-Policy']?.split(', ') ?? []
  expect(features.length).toBeGreaterThan(20)
  expect(features.filter((feature) => !feature.endsWith('=()'))).toEqual(['camera=(self)'])
})
