import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectProof } from '../../../platform/session/connectProof.ts'
import type { DeskActor } from '../contract.ts'
import { Me, SessionItem } from '../contract.ts'
import { createTestIdentity, NOBODY, TEST_SECRETS, type TestIdentity } from '../testing/createTestIdentity.ts'
import { DEMO_PASSWORD } from './demoPeople.ts'

let t: TestIdentity

beforeAll(async () => {
  t = await createTestIdentity()
})
afterAll(async () => await t[Symbol.asyncDispose]())

const stampOf = ({ userId, sessionId }: DeskActor) => ({
  actorId: userId,
  sessionId,
  changeId: uuidv7(),
  address: '10.6.0.1',
})
const stateOf = async ({ sessionId }: DeskActor) =>
  (await t.identity.sessions.find([sessionId])).get(sessionId)?.state

test('people see their own sessions, the current one marked, and nobody elses', async () => {
  const other = await t.signIn('clerk.surgery')
  const [browser, script] = [await t.signIn('clerk.radiology'), await t.signIn('clerk.radiology', 'script')]
  const items = await t.identity.account.sessions(browser)
  expect(items.map((item) => SessionItem.parse(item))).toEqual(items)
  expect(new Map(items.map(({ id, current, kind }) => [id, { current, kind }]))).toEqual(
    new Map([
      [browser.sessionId, { current: true, kind: 'browser' }],
      [script.sessionId, { current: false, kind: 'script' }],
    ]),
  )
  expect(items.map(({ id }) => id)).not.toContain(other.sessionId)
})

test('a session is ended by its owner and by nobody else; what has ended is not found', async () => {
  const ada = await t.signIn('clerk.surgery')
  const mila = await t.signIn('clerk.radiology')
  const end = async (actor: DeskActor, id: string) =>
    await t.identity.account.endSession(actor, stampOf(actor), id).then(
      () => 'ended',
      (error: { code: string }) => error.code,
    )
  expect([await end(mila, ada.sessionId), await stateOf(ada)]).toEqual(['not_found', 'open'])
  expect([await end(ada, ada.sessionId), await stateOf(ada)]).toEqual(['ended', 'revoked'])
  expect(await end(ada, ada.sessionId)).toBe('not_found')
})

test('[CON-5] the authenticator says that a revoked session is revoked, at the upgrade and at the re-check', async () => {
  const ada = await t.signIn('manager.surgery')
  const ben = await t.signIn('manager.radiology')
  const before = await t.authenticator.recheck([ada.sessionId, ben.sessionId, uuidv7()])
  expect([...before.keys()].toSorted()).toEqual([ada.sessionId, ben.sessionId].toSorted())
  await t.identity.account.endSession(ada, stampOf(ada), ada.sessionId)
  expect([...(await t.authenticator.recheck([ada.sessionId, ben.sessionId])).keys()]).toEqual([ben.sessionId])
  const token = await t.identity.accessTokens.issue(ada)
  expect(await t.authenticator.authenticate({ kind: 'token', token })).toEqual({
    ok: false,
    reason: 'revoked',
  })
})

test('[CON-5] a re-check tells roles and units as they are now, and leaves disabled people out', async () => {
  const actor = await t.signIn('doctor.one')
  const change = async (data: { role?: 'planner'; unitId?: string; status?: 'disabled' }) =>
    await t.database.inTransaction(NOBODY, async (tx) =>
      tx.user.update({ where: { id: actor.userId }, data }),
    )
  await change({ role: 'planner', unitId: t.seeded.units.pharmacy })
  const now = await t.authenticator.recheck([actor.sessionId])
  expect(now.get(actor.sessionId)).toMatchObject({ role: 'planner', unitId: t.seeded.units.pharmacy })
  await change({ status: 'disabled' })
  expect((await t.authenticator.recheck([actor.sessionId])).size).toBe(0)
})

test('[CON-7] a cookie without its proof, or with that of another session, opens no socket', async () => {
  const actor = await t.signIn('planner')
  const { encode } = await import('next-auth/jwt')
  const token = await encode({ token: { sid: actor.sessionId }, secret: TEST_SECRETS.session })
  const cookies = { 'next-auth.session-token': token }
  const connect = async (proof: string | null) =>
    await t.authenticator.authenticate({ kind: 'cookie', cookies, proof })
  expect(await connect(null)).toEqual({ ok: false, reason: 'no_proof' })
  expect(await connect(connectProof(TEST_SECRETS.proof, uuidv7()))).toEqual({ ok: false, reason: 'no_proof' })
  expect(await connect(t.host.connectProof(actor.sessionId))).toMatchObject({
    ok: true,
    actor: { userId: actor.userId },
  })
  expect(await t.authenticator.authenticate({ kind: 'none' })).toEqual({ ok: false, reason: 'missing' })
})

test('a session ends after twelve hours', async () => {
  await using own = await createTestIdentity()
  const actor = await own.signIn('nurse')
  const token = await own.identity.accessTokens.issue(actor)
  expect(await own.authenticator.authenticate({ kind: 'token', token })).toMatchObject({ ok: true })
  own.advance(12 * 3_600_000)
  expect((await own.identity.sessions.find([actor.sessionId])).get(actor.sessionId)).toEqual({
    state: 'expired',
  })
})

test('a password is changed with the current one only, and every other session ends', async () => {
  const [here, there] = [await t.signIn('superadmin'), await t.signIn('superadmin')]
  const change = async (current: string, next: string) =>
    await t.identity.account
      .changePassword(here, stampOf(here), { current_password: current, new_password: next })
      .then(
        () => 'changed',
        (error: { fields?: object }) => Object.keys(error.fields ?? {}),
      )
  expect(await change('wrong', 'another-password')).toEqual(['current_password'])
  expect(await change(DEMO_PASSWORD, DEMO_PASSWORD)).toEqual(['new_password'])
  expect(await stateOf(there)).toBe('open')
  expect(await change(DEMO_PASSWORD, 'another-password')).toBe('changed')
  expect([await stateOf(here), await stateOf(there)]).toEqual(['open', 'revoked'])
  expect(await change(DEMO_PASSWORD, 'a-third-password')).toEqual(['current_password'])
  const [entry] = await t.database.prisma.auditEntry.findMany({ where: { action: 'password_changed' } })
  expect(entry).toMatchObject({ actorId: here.userId, sessionId: here.sessionId, detail: { ended: 1 } })
})

test('two changes of one password at once: one of them happens', async () => {
  const actor = await t.signIn('manager2.surgery')
  const results = await Promise.allSettled(
    ['first-password', 'other-password'].map(async (next) =>
      t.identity.account.changePassword(actor, stampOf(actor), {
        current_password: DEMO_PASSWORD,
        new_password: next,
      }),
    ),
  )
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('me says who one is, in which unit, and where one may act', async () => {
  const clerk = Me.parse(await t.identity.directory.me(await t.signIn('clerk.surgery')))
  expect(clerk).toMatchObject({
    email: 'clerk.surgery@wardline.test',
    role: 'clerk',
    unit: { code: 'surgery', name: 'Surgery' },
    permissions: { read_unit: 'own_unit', decide_in_unit: 'nowhere', administer: 'nowhere' },
  })
  expect(Me.parse(await t.identity.directory.me(await t.signIn('admin')))).toMatchObject({
    unit: null,
    permissions: { administer: 'everywhere' },
  })
})

test('being seen is noted once a minute, with the address where it is known', async () => {
  await using own = await createTestIdentity()
  const actor = await own.signIn('nurse')
  const seen = async () => {
    const { activity } = await own.database.prisma.session.findUniqueOrThrow({
      where: { id: actor.sessionId },
      include: { activity: true },
    })
    return { at: activity?.lastSeenAt.getTime() ?? 0, address: activity?.address }
  }
  const first = await seen()
  own.advance(61_000)
  own.identity.sessions.noteSeen([actor.sessionId], '10.6.6.6')
  await expect
    .poll(seen)
    .toEqual({ at: expect.toSatisfy((at: number) => at >= first.at + 60_000), address: '10.6.6.6' })
  const second = await seen()
  own.identity.sessions.noteSeen([actor.sessionId], '10.7.7.7')
  own.advance(61_000)
  own.identity.sessions.noteSeen([actor.sessionId], null)
  await expect.poll(async () => (await seen()).at).toBeGreaterThan(second.at)
  expect((await seen()).address).toBe('10.6.6.6')
})
