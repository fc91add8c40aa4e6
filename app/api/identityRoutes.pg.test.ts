import { decodeJwt } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setWardline, type Wardline } from '@/lib/composition.ts'
import { DEMO_PASSWORD } from '@/lib/domains/identity/server/demoPeople.ts'
import { createTestIdentity, type TestIdentity } from '@/lib/domains/identity/testing/createTestIdentity.ts'
import type { RouteHandler } from '@/lib/platform/http/routeDefinition.ts'
import { setRouteHost } from '@/lib/platform/http/routeHost.ts'
import { POST as changePassword } from './account/password/route.ts'
import { DELETE as endSession } from './account/sessions/[id]/route.ts'
import { DELETE as endOtherSessions, GET as listSessions } from './account/sessions/route.ts'
import { POST as refreshToken } from './auth/token/refresh/route.ts'
import { POST as revokeToken } from './auth/token/revoke/route.ts'
import { POST as issueToken } from './auth/token/route.ts'
import { GET as me } from './me/route.ts'
import { GET as people } from './people/route.ts'
import { GET as units } from './units/route.ts'

let t: TestIdentity

beforeAll(async () => {
  t = await createTestIdentity()
  setRouteHost(t.host)
  setWardline({ identity: t.identity, signIn: t.signInHandler } as Wardline)
})
afterAll(async () => {
  setRouteHost(null)
  await t[Symbol.asyncDispose]()
})

interface Ask {
  readonly search?: string
  readonly token?: string
  readonly body?: unknown
  readonly params?: object
}

async function ask(route: RouteHandler, { token, body, params = {}, search = '' }: Ask = {}) {
  const { method = 'GET' } = route.definition
  const response = await route(
    new Request(`http://ward.test/api/x${search}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    }),
    { params: Promise.resolve(params) },
  )
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : (JSON.parse(text) as Record<string, unknown>) }
}

function itemsOf<T>({ body }: { readonly body: Record<string, unknown> | null }): T[] {
  const items = body?.['items']
  return Array.isArray(items) ? (items as T[]) : []
}

async function signIn(account: string, password = DEMO_PASSWORD) {
  const { status, body } = await ask(issueToken, { body: { email: `${account}@wardline.test`, password } })
  return {
    status,
    access: String(body?.['access']),
    refresh: String(body?.['refresh']),
    error: body?.['error'],
  }
}

test('a script signs in, asks who it is, refreshes, and ends its session', async () => {
  const first = await signIn('manager.surgery')
  expect(first.status).toBe(200)
  expect((await ask(me, { token: first.access })).body).toMatchObject({
    role: 'manager',
    unit: { code: 'surgery' },
    permissions: { decide_in_unit: 'own_unit' },
  })
  const { body } = await ask(refreshToken, { body: { refresh: first.refresh } })
  expect(body).toMatchObject({ expires_in: 3600, access: expect.any(String) })
  expect((await ask(revokeToken, { body: { refresh: body?.['refresh'] } })).status).toBe(204)
  expect((await ask(me, { token: String(body?.['access']) })).status).toBe(401)
})

test('an unknown account and a wrong password get the same status and body', async () => {
  const answers = [await signIn('nurse', 'wrong-password'), await signIn('nobody')].map(
    ({ status, error }) => ({
      status,
      error: { ...(error as object), request_id: '' },
    }),
  )
  expect(answers[0]).toMatchObject({ status: 401, error: { code: 'unauthenticated' } })
  expect(answers[1]).toEqual(answers[0])
})

test('units are listed for whoever is signed in', async () => {
  const { access } = await signIn('nurse')
  const items = itemsOf<{ name: string }>(await ask(units, { token: access }))
  expect(items.map(({ name }) => name)).toEqual(['Medical Records', 'Pharmacy', 'Radiology', 'Surgery'])
  expect((await ask(units)).status).toBe(401)
})

test('people are named for whoever is signed in, by their ids and nothing else of them', async () => {
  const [nurse, clerk] = [await signIn('nurse'), await signIn('clerk.surgery')]
  const idOf = async (token: string) => String((await ask(me, { token })).body?.['id'])
  const [one, two] = [await idOf(nurse.access), await idOf(clerk.access)]
  const nobody = '0192f0c0-0000-7000-8000-000000000000'
  const asked = (ids: string, token?: string) =>
    ask(people, { search: `?ids=${ids}`, ...(token && { token }) })
  const answer = await asked([one, two, one, nobody].join(','), nurse.access)
  const items = itemsOf<{ id: string; name: string }>(answer)
  expect(items.map(({ id }) => id)).toEqual([one, two].toSorted())
  expect(items.map((item) => Object.keys(item))).toEqual([
    ['id', 'name'],
    ['id', 'name'],
  ])
  expect((await asked('somebody', nurse.access)).status).toBe(422)
  expect((await asked(one)).status).toBe(401)
})

test("one's own sessions are listed and ended; those of others are not found", async () => {
  const [here, there] = [await signIn('planner'), await signIn('planner')]
  const stranger = await t.signIn('nurse')
  const items = itemsOf<{ id: string; current: boolean }>(await ask(listSessions, { token: here.access }))
  const other = items.find(({ current }) => !current)
  const end = async (id: string | undefined) =>
    (await ask(endSession, { token: here.access, params: { id } })).status
  expect([await end(stranger.sessionId), await end('no-uuid'), await end(other?.id)]).toEqual([404, 404, 204])
  expect((await ask(me, { token: there.access })).status).toBe(401)
  await signIn('planner')
  expect(await ask(endOtherSessions, { token: here.access })).toEqual({ status: 200, body: { ended: 1 } })
})

test('a password is changed over the wire, and a short one is refused with a sentence', async () => {
  const { access: token } = await signIn('doctor.two')
  const change = async (next: string) =>
    await ask(changePassword, { token, body: { current_password: DEMO_PASSWORD, new_password: next } })
  expect((await change('short')).body).toMatchObject({
    error: { fields: { new_password: 'Use at least 12 characters.' } },
  })
  expect((await change('a-much-better-one')).status).toBe(204)
  expect((await signIn('doctor.two', 'a-much-better-one')).status).toBe(200)
})

test('a token is worth nothing with the session of somebody else', async () => {
  const [one, other] = [await signIn('nurse'), await signIn('admin')]
  const mixed = await t.identity.accessTokens.issue({
    userId: String(decodeJwt(one.access).sub),
    sessionId: String(decodeJwt(other.access)['sid']),
  })
  expect((await ask(me, { token: other.access })).status).toBe(200)
  expect((await ask(me, { token: mixed })).status).toBe(401)
})
