import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectProof } from '../../../platform/session/connectProof.ts'
import { parseCookies, readSessionId } from '../../../platform/session/sessionCookie.ts'
import { ADDRESS_HEADER } from '../../../platform/web/clientAddress.ts'
import { createTestIdentity, TEST_SECRETS, type TestIdentity } from '../testing/createTestIdentity.ts'
import { DEMO_PASSWORD } from './demoPeople.ts'

let t: TestIdentity
let addresses = 0

beforeAll(async () => {
  t = await createTestIdentity()
})
afterAll(async () => await t[Symbol.asyncDispose]())

/** A browser, as far as next-auth can tell: it keeps cookies and sends them back. */
class Browser {
  readonly cookies = new Map<string, string>()
  readonly attributes = new Map<string, string>()
  readonly #origin: URL
  readonly #address = `10.7.0.${(addresses += 1)}`

  constructor(origin: string) {
    this.#origin = new URL(origin)
  }

  get header(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ')
  }

  async send(method: string, path: string, form?: Record<string, string>): Promise<Response> {
    const request = new Request(`http://127.0.0.1:3000/api/auth/${path}`, {
      method,
      ...(form && { body: new URLSearchParams(form) }),
      headers: {
        cookie: this.header,
        host: this.#origin.host,
        'x-forwarded-proto': this.#origin.protocol.slice(0, -1),
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
        [ADDRESS_HEADER]: this.#address,
      },
    })
    const response = await t.signInHandler(request, path.split('?')[0]?.split('/') ?? [])
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';')
      const [[name, value]] = Object.entries(parseCookies(pair)) as [[string, string]]
      this.attributes.set(name, attributes.join(';'))
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return response
  }

  async signIn(account: string, password = DEMO_PASSWORD): Promise<{ status: number; url: string }> {
    const { csrfToken } = (await (await this.send('GET', 'csrf')).json()) as { csrfToken: string }
    const email = `${account}@wardline.test`
    const response = await this.send('POST', 'callback/credentials', {
      email,
      password,
      csrfToken,
      json: 'true',
    })
    return { status: response.status, ...((await response.json()) as { url: string }) }
  }

  sessionId(): string | null {
    return readSessionId(parseCookies(this.header), TEST_SECRETS.session)
  }
}

const stateOf = async (sessionId: string | null) =>
  (await t.identity.sessions.find([sessionId ?? ''])).get(sessionId ?? '')?.state

test.each([
  ['http://ward-desk.lan:3000', 'next-auth.session-token', false],
  ['https://ward.example', '__Host-next-auth.session-token', true],
])('at %s people sign in with the cookie %s', async (origin, cookie, secure) => {
  const browser = new Browser(origin)
  const { status, url } = await browser.signIn('nurse')
  expect([status, new URL(url).origin]).toEqual([200, origin])
  expect(browser.attributes.get(cookie)).toMatch(/HttpOnly/)
  expect(browser.attributes.get(cookie)).toMatch(/SameSite=Lax/)
  expect(/Secure/.test(browser.attributes.get(cookie) ?? '')).toBe(secure)
  expect(await stateOf(browser.sessionId())).toBe('open')
})

test('the cookie holds a session id and nothing of the person', async () => {
  const browser = new Browser('http://ward.test')
  await browser.signIn('nurse')
  const { decode } = await import('next-auth/jwt')
  const token = browser.cookies.get('next-auth.session-token') ?? ''
  const claims = await decode({ token, secret: TEST_SECRETS.session })
  expect(Object.keys(claims ?? {}).toSorted()).toEqual(['exp', 'iat', 'jti', 'sid'])
})

test('a wrong password and an unknown account get the same answer', async () => {
  const answers = []
  for (const account of ['nurse', 'nobody']) {
    const browser = new Browser('http://ward.test')
    answers.push(await browser.signIn(account, 'wrong-password'))
    expect(browser.sessionId()).toBeNull()
  }
  expect(answers[0]).toMatchObject({ status: 401, url: expect.stringContaining('error=CredentialsSignin') })
  expect(answers[1]).toEqual(answers[0])
})

test("a sign-in without next-auth's CSRF token, or with another browser's, opens nothing", async () => {
  const other = new Browser('http://ward.test')
  const { csrfToken } = (await (await other.send('GET', 'csrf')).json()) as { csrfToken: string }
  for (const form of [{}, { csrfToken }]) {
    const browser = new Browser('http://ward.test')
    await browser.send('POST', 'callback/credentials', {
      email: 'nurse@wardline.test',
      password: DEMO_PASSWORD,
      json: 'true',
      ...form,
    })
    expect(browser.sessionId()).toBeNull()
  }
})

test('signing out ends the session in the database; the old cookie opens nothing any more', async () => {
  const browser = new Browser('http://ward.test')
  await browser.signIn('clerk.surgery')
  const sessionId = browser.sessionId()
  const cookies = parseCookies(browser.header)
  const { csrfToken } = (await (await browser.send('GET', 'csrf')).json()) as { csrfToken: string }
  await browser.send('POST', 'signout', { csrfToken, json: 'true' })
  expect([browser.sessionId(), await stateOf(sessionId)]).toEqual([null, 'revoked'])
  const proof = connectProof(TEST_SECRETS.proof, sessionId ?? '')
  expect(await t.authenticator.authenticate({ kind: 'cookie', cookies, proof })).toEqual({
    ok: false,
    reason: 'revoked',
  })
  const entries = await t.database.prisma.auditEntry.findMany({ where: { action: 'sign_out' } })
  expect(entries).toEqual([expect.objectContaining({ actorId: t.idOf('clerk.surgery'), sessionId })])
})

test('signing in as somebody else in the same browser ends the session before', async () => {
  const browser = new Browser('http://ward.test')
  await browser.signIn('nurse')
  const first = browser.sessionId()
  await browser.signIn('planner')
  expect([await stateOf(first), await stateOf(browser.sessionId())]).toEqual(['revoked', 'open'])
})

test('a revoked session is told as none, and its cookie is taken back', async () => {
  const browser = new Browser('http://ward.test')
  await browser.signIn('nurse')
  await t.identity.desk.signOut(browser.sessionId() ?? '', '10.7.0.250')
  expect(await (await browser.send('GET', 'session')).json()).toEqual({})
  expect(browser.cookies.has('next-auth.session-token')).toBe(false)
})

test("next-auth's log, its own pages and other methods are closed", async () => {
  const browser = new Browser('http://ward.test')
  const statuses = []
  for (const [method, path] of [
    ['POST', '_log'],
    ['GET', 'signout'],
    ['GET', 'verify-request'],
    ['POST', 'session'],
    ['GET', 'callback/credentials'],
  ] as const) {
    statuses.push((await browser.send(method, path)).status)
  }
  expect(statuses).toEqual([404, 404, 404, 404, 404])
})

test('asked for a sign-in page next-auth sends people to ours, and never to another site', async () => {
  const browser = new Browser('http://ward.test')
  const { headers, status } = await browser.send('GET', 'signin?callbackUrl=https%3A%2F%2Fevil.example%2F')
  expect(status).toBe(302)
  expect(headers.get('location')).toBe('/sign-in?callbackUrl=http%3A%2F%2Fward.test')
})
