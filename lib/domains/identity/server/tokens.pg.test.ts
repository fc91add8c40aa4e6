import { afterAll, beforeAll, expect, test } from 'vitest'
import { AppError } from '../../../platform/appError.ts'
import { createTestIdentity, NOBODY, type TestIdentity } from '../testing/createTestIdentity.ts'
import { DEMO_PASSWORD } from './demoPeople.ts'

let t: TestIdentity

beforeAll(async () => {
  t = await createTestIdentity()
})
afterAll(async () => await t[Symbol.asyncDispose]())

let addresses = 0
const issue = async (account = 'nurse') =>
  await t.identity.tokens.issue(
    { email: `${account}@wardline.test`, password: DEMO_PASSWORD },
    { device: 'Python', address: `10.8.0.${(addresses += 1)}` },
  )
const refresh = async (token: string) => await t.identity.tokens.refresh(token, '10.8.0.1')
const sessionOf = (refreshToken: string) => refreshToken.split('.')[1] ?? ''
const codeOf = async (promise: Promise<unknown>) =>
  await promise.then(
    () => 'fine',
    (error: { code?: string }) => error.code,
  )

/** As if the last rotation had been `seconds` ago. */
const age = async (token: string, seconds: number) =>
  await t.db.query(
    "UPDATE refresh_families SET rotated_at = rotated_at - $2 * interval '1 second' WHERE session_id = $1",
    [sessionOf(token), seconds],
  )

test('a script gets a pair whose access token counts for an hour', async () => {
  const pair = await issue()
  expect(pair.expires_in).toBe(3600)
  const authentication = await t.authenticator.authenticate({ kind: 'token', token: pair.access })
  expect(authentication).toMatchObject({ ok: true, actor: { email: 'nurse@wardline.test' } })
  const inAnHour = Date.now() + 3_600_000
  if (authentication.ok) expect(Math.abs(authentication.expiresAt - inAnHour)).toBeLessThan(60_000)
})

test('a wrong password, a disabled and an unknown account are answered with the same error', async () => {
  await t.database.inTransaction(NOBODY, async (tx) => {
    await tx.user.update({ where: { id: t.idOf('editor') }, data: { status: 'disabled' } })
  })
  const errors = await Promise.all(
    [
      ['nurse@wardline.test', 'wrong'],
      ['editor@wardline.test', DEMO_PASSWORD],
      ['nobody@wardline.test', DEMO_PASSWORD],
    ].map(async ([email = '', password = '']) => {
      try {
        await t.identity.tokens.issue({ email, password }, { device: 'x', address: '10.8.1.1' })
        return null
      } catch (error) {
        return error instanceof AppError ? { code: error.code, message: error.message } : null
      }
    }),
  )
  expect(errors[0]).toMatchObject({ code: 'unauthenticated' })
  expect(errors).toEqual([errors[0], errors[0], errors[0]])
})

test('twenty refreshes at once get one successor', async () => {
  const { refresh: token } = await issue()
  const pairs = await Promise.all(Array.from({ length: 20 }, () => refresh(token)))
  expect(new Set(pairs.map((pair) => pair.refresh)).size).toBe(1)
  expect(pairs[0]?.refresh).not.toBe(token)
  const [family] = await t.db.query('SELECT generation FROM refresh_families WHERE session_id = $1', [
    sessionOf(token),
  ])
  expect(family).toEqual({ generation: 2 })
  expect(await codeOf(refresh(pairs[0]?.refresh ?? ''))).toBe('fine')
})

test('within 10 s the token that was used last gets the same successor again', async () => {
  const first = await issue()
  const second = await refresh(first.refresh)
  await age(first.refresh, 9)
  expect((await refresh(first.refresh)).refresh).toBe(second.refresh)
})

test('later reuse ends the session, its successors and its access tokens', async () => {
  const first = await issue()
  const second = await refresh(first.refresh)
  await age(first.refresh, 11)
  expect(await codeOf(refresh(first.refresh))).toBe('unauthenticated')
  expect(await codeOf(refresh(second.refresh))).toBe('unauthenticated')
  expect(await t.authenticator.authenticate({ kind: 'token', token: second.access })).toEqual({
    ok: false,
    reason: 'revoked',
  })
  const entries = await t.database.prisma.auditEntry.findMany({ where: { action: 'refresh_reused' } })
  expect(entries.map((entry) => entry.sessionId)).toContain(sessionOf(first.refresh))
})

test('a token two numbers back ends the session even within the grace', async () => {
  const first = await issue()
  const second = await refresh(first.refresh)
  const third = await refresh(second.refresh)
  expect(await codeOf(refresh(first.refresh))).toBe('unauthenticated')
  expect(await codeOf(refresh(third.refresh))).toBe('unauthenticated')
})

test('the thief and the owner racing with the old and the new token end the session, and neither keeps it', async () => {
  const first = await issue()
  const second = await refresh(first.refresh)
  await age(first.refresh, 60)
  await Promise.allSettled([refresh(second.refresh), refresh(first.refresh), refresh(second.refresh)])
  const session = await t.identity.sessions.find([sessionOf(first.refresh)])
  expect(session.get(sessionOf(first.refresh))).toEqual({ state: 'revoked' })
})

test.each([
  ['of another key', 'wr.01936b5e-8f3a-7c21-9d4e-2b6f8a0c1d3e.1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
  ['that is none', 'x'],
])('a refresh token %s is refused', async (_name, token) => {
  expect(await codeOf(refresh(token))).toBe('unauthenticated')
  expect(await codeOf(t.identity.tokens.revoke(token, '10.8.0.1'))).toBe('fine')
})

test('an unused refresh token ends after its seven days, and each rotation begins them anew', async () => {
  const { refresh: token } = await issue()
  const next = await refresh(token)
  const [family] = await t.db.query<{ days: number }>(
    'SELECT extract(epoch FROM expires_at - now())::float8 / 86400 AS days FROM refresh_families WHERE session_id = $1',
    [sessionOf(token)],
  )
  expect(family?.days).toBeCloseTo(7, 1)
  await t.db.query('UPDATE refresh_families SET expires_at = now() WHERE session_id = $1', [sessionOf(token)])
  expect(await codeOf(refresh(next.refresh))).toBe('unauthenticated')
})

test('revoking ends the session at once, for access tokens too', async () => {
  const pair = await issue()
  await t.identity.tokens.revoke(pair.refresh, '10.8.0.1')
  expect(await codeOf(refresh(pair.refresh))).toBe('unauthenticated')
  expect(await t.authenticator.authenticate({ kind: 'token', token: pair.access })).toMatchObject({
    ok: false,
  })
})

test('a disabled person refreshes nothing', async () => {
  const pair = await issue('planner')
  await t.database.inTransaction(NOBODY, async (tx) => {
    await tx.user.update({ where: { id: t.idOf('planner') }, data: { status: 'disabled' } })
  })
  expect(await codeOf(refresh(pair.refresh))).toBe('unauthenticated')
})
