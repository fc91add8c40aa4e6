import { readdirSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { DATA_CONTENT_POLICY } from '../lib/platform/web/contentPolicy.ts'
import { PASSWORD, PEOPLE } from './harness/people.ts'
import { expect, test } from './harness/test.ts'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
const SOME_ID = '01936b5e-8f3a-7c21-9d4e-2b6f8a0c1d3e'

/** Said by every answer whatsoever. */
const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'permissions-policy': expect.stringMatching(/^camera=\(self\), accelerometer=\(\), .*geolocation=\(\)/),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const
const DATA = { ...ALWAYS, 'content-security-policy': DATA_CONTENT_POLICY, 'cache-control': 'no-store' }

const headersOf = (answer: Response) => Object.fromEntries(answer.headers)

/** Every address of the API, as the folders say it, with an id where one belongs. */
function apiPaths(): string[] {
  return readdirSync('app/api', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('/route.ts'))
    .map((file) => `/api/${file.slice(0, -'/route.ts'.length)}`)
    .map((path) => path.replace('[...nextauth]', 'session').replace('[decision]', 'approve'))
    .map((path) => path.replace(/\[\w+\]/g, SOME_ID))
    .toSorted()
}

/** Signs in as the page does, and returns what the answers set. */
async function signInByForm(url: string, headers: Record<string, string> = {}): Promise<string[]> {
  const first = await fetch(`${url}/api/auth/csrf`, { headers })
  const { csrfToken } = (await first.json()) as { csrfToken: string }
  const cookies = first.headers.getSetCookie()
  const second = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...headers, cookie: sent(cookies) },
    body: new URLSearchParams({ csrfToken, email: PEOPLE.surgeryManager, password: PASSWORD, json: 'true' }),
  })
  return [...cookies, ...second.headers.getSetCookie()]
}

const sent = (cookies: readonly string[]) => cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ')

test('every answer of the API, to anybody and by any method, is kept by nobody and is no page', async ({
  wardline,
}) => {
  const cookie = sent(await signInByForm(wardline.url))
  const paths = apiPaths()
  expect(paths.length).toBeGreaterThan(25)
  const statuses = new Map<string, number>()
  const ask = async (method: string, path: string, headers: Record<string, string>) => {
    const answer = await fetch(wardline.url + path, { method, headers, redirect: 'manual' })
    await answer.body?.cancel()
    expect(headersOf(answer), `${method} ${path}`).toMatchObject(DATA)
    expect(answer.headers.get('x-powered-by')).toBeNull()
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    return answer.status
  }
  for (const path of paths) {
    await ask('GET', path, {})
    await Promise.all(
      METHODS.map(async (method) => statuses.set(`${method} ${path}`, await ask(method, path, { cookie }))),
    )
  }
  expect([...statuses.values()].filter((status) => status >= 500)).toEqual([])
  // A write with a cookie and without an origin is refused, so nothing above has changed anything.
  expect(statuses.get('POST /api/archive/crates')).toBe(403)
  expect(statuses.get('GET /api/me')).toBe(200)
})

test('what answers beside Next says the same', async ({ wardline }) => {
  for (const [path, status] of [
    ['/healthz', 200],
    ['/readyz', 200],
    ['/metrics', 200],
    ['/ws', 426],
    ['/%61pi/me', 404],
  ] as const) {
    const answer = await fetch(wardline.url + path)
    expect(answer.status, path).toBe(status)
    expect(headersOf(answer), path).toMatchObject(DATA)
  }
})

test('every inline script of a page carries the nonce of its answer, and pages are kept by nobody', async ({
  wardline,
}) => {
  const cookie = sent(await signInByForm(wardline.url))
  const nonces = new Set<string>()
  const paths = [
    '/',
    '/archive/crates',
    '/account',
    '/sign-in',
    '/set-up',
    '/nothing/here',
    '/archive/crates/go/0',
  ]
  for (const path of paths) {
    const answer = await fetch(wardline.url + path, { headers: path === '/sign-in' ? {} : { cookie } })
    const html = await answer.text()
    const nonce = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1] ?? ''
    nonces.add(nonce)
    const scripts = [...html.matchAll(/<script\b([^>]*)>/g)].map(([, attributes = '']) => attributes)
    expect(scripts.length, path).toBeGreaterThan(3)
    expect(
      scripts.filter((attributes) => !attributes.includes(`nonce="${nonce}"`)),
      path,
    ).toEqual([])
    expect(headersOf(answer), path).toMatchObject({
      ...ALWAYS,
      'cache-control': expect.stringContaining('no-store'),
    })
  }
  expect(nonces.size).toBe(paths.length)
})

test('the files of the build may be kept for ever; pages are only read', async ({ wardline }) => {
  const html = await (await fetch(`${wardline.url}/sign-in`)).text()
  const file = /\/_next\/static\/[^"]+\.js/.exec(html)?.[0] ?? ''
  const kept = await fetch(wardline.url + file)
  expect(kept.status).toBe(200)
  expect(headersOf(kept)).toMatchObject({
    ...ALWAYS,
    'cache-control': 'public, max-age=31536000, immutable',
  })
  for (const path of ['/', '/sign-in', '/nothing/here', '/_next/static/x.js']) {
    const answer = await fetch(wardline.url + path, { method: 'POST', body: 'x' })
    expect(answer.status, path).toBe(405)
    expect(headersOf(answer), path).toMatchObject(ALWAYS)
  }
  expect(await raw(wardline.first.port, { method: 'TRACE', path: '/api/me' })).toBe(405)
  expect(await raw(wardline.first.port, { path: `http://127.0.0.1/` })).toBe(400)
  expect(await raw(wardline.first.port, { headers: { 'x-long': 'x'.repeat(20_000) } })).toBe(431)
  expect((await fetch(`${wardline.url}/_next/image?url=%2Ficon.svg&w=64&q=75`)).status).toBe(404)
})

test('behind TLS https is insisted on, and cookies are of this host and of https alone', async ({
  start,
}) => {
  const wardline = await start({ env: { WARDLINE_TRUSTED_PROXIES: '127.0.0.1' } })
  const secure = { 'x-forwarded-proto': 'https' }
  const plain = await fetch(`${wardline.url}/sign-in`)
  expect(plain.headers.get('strict-transport-security')).toBeNull()
  const answer = await fetch(`${wardline.url}/sign-in`, { headers: secure })
  expect(headersOf(answer)).toMatchObject({
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'content-security-policy': expect.stringContaining(`wss://127.0.0.1:${wardline.first.port}`),
  })

  const cookies = await signInByForm(wardline.url, secure)
  expect(cookies.map((cookie) => cookie.split('=', 1)[0])).toContain('__Host-next-auth.session-token')
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__Host-/)
    expect(cookie).toMatch(/; Path=\/;/)
    expect(cookie).toMatch(/; HttpOnly/)
    expect(cookie).toMatch(/; Secure/)
    expect(cookie).toMatch(/; SameSite=Lax/)
    expect(cookie).not.toMatch(/Domain=/)
  }
  const me = (cookie: string) => fetch(`${wardline.url}/api/me`, { headers: { ...secure, cookie } })
  expect((await me(sent(cookies))).status).toBe(200)
  // Another host of the domain could set a cookie of that name: one that was given over https does not count there.
  expect((await me(sent(cookies).replaceAll('__Host-', ''))).status).toBe(401)
})

/** The status of a request that fetch would not send. */
async function raw(
  port: number,
  options: { method?: string; path?: string; headers?: Record<string, string> },
): Promise<number | undefined> {
  return await new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, ...options }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    request.once('error', reject)
    request.end()
  })
}
