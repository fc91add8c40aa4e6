import { inspect } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createIdentityService } from './createIdentityService.ts'
import { createTestIdentity, NOBODY, TEST_SECRETS, type TestIdentity } from '../testing/createTestIdentity.ts'
import { ACCOUNT_LIMIT, ADDRESS_LIMIT } from './createSignInDesk.ts'
import { createPasswords } from './passwords.ts'
import { DEMO_PASSWORD, seedIdentity } from './demoPeople.ts'

let t: TestIdentity
let addresses = 0

beforeAll(async () => {
  t = await createTestIdentity()
})
afterAll(async () => await t[Symbol.asyncDispose]())

const freshAddress = () => `10.9.${Math.floor((addresses += 1) / 250)}.${addresses % 250}`

async function attempt(email: unknown, password: unknown, address = freshAddress()) {
  return await t.identity.desk.signIn({
    email,
    password,
    kind: 'browser',
    device: 'Firefox on Linux',
    address,
    replaces: null,
  })
}

const auditOf = async (action: string) =>
  await t.database.prisma.auditEntry.findMany({ where: { action }, orderBy: { id: 'asc' } })

test('the right password opens a session that is audited, whatever the case of the address', async () => {
  const outcome = await attempt('  Clerk.Surgery@WARDLINE.test ', DEMO_PASSWORD, '10.1.1.1')
  expect(outcome).toEqual({ ok: true, userId: t.idOf('clerk.surgery'), sessionId: expect.any(String) })
  if (!outcome.ok) return
  const session = (await t.identity.sessions.find([outcome.sessionId])).get(outcome.sessionId)
  expect(session).toMatchObject({ state: 'open', actor: { name: 'Ada Novak', role: 'clerk' } })
  expect((await auditOf('sign_in')).at(-1)).toMatchObject({
    actorId: outcome.userId,
    sessionId: outcome.sessionId,
    address: '10.1.1.1',
    detail: { kind: 'browser' },
  })
})

test('an unknown, a disabled and a mistaken account are refused alike, each after one hash and one audit entry', async () => {
  await t.database.inTransaction(NOBODY, async (tx) => {
    await tx.user.update({ where: { id: t.idOf('editor') }, data: { status: 'disabled' } })
  })
  const before = (await auditOf('sign_in_failed')).length
  const tries = [
    await attempt('nobody.here@wardline.test', DEMO_PASSWORD),
    await attempt('editor@wardline.test', DEMO_PASSWORD),
    await attempt('nurse@wardline.test', 'wrong-password'),
  ]
  expect(tries).toEqual(tries.map(() => ({ ok: false, reason: 'refused' })))
  const entries = (await auditOf('sign_in_failed')).slice(before)
  expect(entries.map(({ detail }) => detail)).toEqual([
    { reason: 'unknown_account', kind: 'browser' },
    { reason: 'disabled', kind: 'browser' },
    { reason: 'wrong_password', kind: 'browser' },
  ])
  expect(inspect([entries, t.log], { depth: null })).not.toMatch(/nobody\.here|wrong-password|wardline-demo/)
})

test('a password is hashed for an account that does not exist, and the time is that of one that does', async () => {
  const passwords = createPasswords()
  const stored = await passwords.hash('correct horse battery')
  expect(await passwords.verify(stored, 'correct horse battery')).toBe(true)
  expect(await passwords.verify(null, 'correct horse battery')).toBe(false)
  const time = async (hash: string | null) => {
    const began = process.cpuUsage()
    for (let round = 0; round < 8; round += 1) await passwords.verify(hash, 'wrong')
    const { user, system } = process.cpuUsage(began)
    return user + system
  }
  const ratio = (await time(null)) / (await time(stored))
  expect(ratio).toBeGreaterThan(0.4)
  expect(ratio).toBeLessThan(2.5)
})

test.each([[undefined], [{ contains: '' }], [['a']], [''], ['x'.repeat(500)]])(
  'the address %j is refused without a look at the database',
  async (email) => {
    expect(await attempt(email, DEMO_PASSWORD)).toEqual({ ok: false, reason: 'refused' })
  },
)

test('after too many failures an account is closed to that address, known or not, and open to others', async () => {
  for (const email of ['planner@wardline.test', 'unknown@wardline.test']) {
    const address = freshAddress()
    for (let n = 0; n < ACCOUNT_LIMIT.points; n += 1) await attempt(email, 'wrong', address)
    expect(await attempt(email, DEMO_PASSWORD, address)).toEqual({
      ok: false,
      reason: 'rate_limited',
      retryAfterMs: expect.any(Number),
    })
  }
  expect(await attempt('planner@wardline.test', DEMO_PASSWORD)).toMatchObject({ ok: true })
})

test('tries at many accounts from one address are limited together; good ones do not count', async () => {
  const address = freshAddress()
  for (let n = 0; n < ADDRESS_LIMIT.points; n += 1) {
    await t.host.limiter.take('sign_in_address', address, ADDRESS_LIMIT)
  }
  expect(await attempt('nurse@wardline.test', DEMO_PASSWORD, address)).toMatchObject({
    reason: 'rate_limited',
  })
  const ward = freshAddress()
  for (let n = 0; n < ACCOUNT_LIMIT.points + 2; n += 1) {
    expect(await attempt('nurse@wardline.test', DEMO_PASSWORD, ward)).toMatchObject({ ok: true })
  }
})

test('signing in again in the same browser ends the session it had', async () => {
  const first = await t.signIn('nurse')
  const outcome = await t.identity.desk.signIn({
    email: 'nurse@wardline.test',
    password: DEMO_PASSWORD,
    kind: 'browser',
    device: 'Firefox on Linux',
    address: freshAddress(),
    replaces: first.sessionId,
  })
  expect(outcome.ok).toBe(true)
  const found = await t.identity.sessions.find([first.sessionId])
  expect(found.get(first.sessionId)).toEqual({ state: 'revoked' })
})

test('where the settings allow no demo its accounts are refused, and what they had open is closed', async () => {
  const actor = await t.signIn('nurse')
  const strict = createIdentityService({
    database: t.database,
    secrets: TEST_SECRETS,
    settings: { accessTokenSeconds: 3600, refreshTokenSeconds: 3600, demo: false },
    limiter: t.host.limiter,
    logger: t.host.logger,
  })
  const given = { email: 'nurse@wardline.test', password: DEMO_PASSWORD, device: 'x', replaces: null }
  const outcome = await strict.desk.signIn({ ...given, kind: 'browser', address: freshAddress() })
  expect(outcome).toEqual({ ok: false, reason: 'refused' })
  expect((await strict.sessions.find([actor.sessionId])).get(actor.sessionId)).toEqual({ state: 'disabled' })
  expect(await strict.demoAccounts()).toEqual([])
})

test('the demo accounts that are offered are those that can sign in', async () => {
  const offered = async () => (await t.identity.demoAccounts()).map(({ email }) => email)
  const before = await offered()
  expect(before).toContain('doctor.two@wardline.test')
  await t.database.inTransaction(NOBODY, async (tx) => {
    await tx.user.update({ where: { email: 'doctor.two@wardline.test' }, data: { status: 'disabled' } })
  })
  expect(await offered()).toEqual(before.filter((email) => email !== 'doctor.two@wardline.test'))
})

test('demo people are put into an empty database only', async () => {
  expect(Object.keys(t.seeded.people)).toHaveLength(12)
  expect(await t.database.inTransaction(NOBODY, seedIdentity)).toBeNull()
  expect(await t.database.prisma.user.count()).toBe(12)
})
