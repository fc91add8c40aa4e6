import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../platform/testing/createTestDatabase.ts'
import { systemClock } from '../../../realtime/server/clock.ts'
import { SetUpRequest } from '../contract.ts'
import { NOBODY } from '../testing/createTestIdentity.ts'
import { createSetUpService, type SetUpService } from './createSetUpService.ts'
import { seedIdentity } from './demoPeople.ts'
import { createPasswords } from './passwords.ts'

const HOUR_MS = 3_600_000
const passwords = createPasswords()
let db: TestDatabase
let offsetMs = 0
let setUp: SetUpService

beforeAll(async () => {
  db = await createTestDatabase({ poolSize: 12 })
  const clock = { ...systemClock, now: () => Date.now() + offsetMs }
  setUp = createSetUpService({ database: db.database, passwords, clock })
})
afterAll(async () => await db[Symbol.asyncDispose]())
beforeEach(async () => {
  offsetMs = 0
  await db.query('DELETE FROM users')
  await db.query('DELETE FROM units')
  await db.query('DELETE FROM set_up_tokens')
})

async function issued(): Promise<string> {
  const token = await setUp.issueToken()
  if (token === null) throw new Error('there was somebody')
  return token
}
const people = async () => await db.query('SELECT name, email, role, unit_id, password_hash FROM users')
/** What making the first account came to: `made`, or the error's code. */
const tryWith = async (token: string, email = 'ines@hospital.example') =>
  await setUp
    .createFirstAccount(
      { token, name: 'Ines Carvalho', email, password: 'correct horse battery' },
      { ...NOBODY, address: '10.7.0.1' },
    )
    .then(
      () => 'made',
      (error: { code: string }) => error.code,
    )

test('the link makes a superadmin of the whole house, who is audited, and then no more', async () => {
  const token = await issued()
  expect(token).toMatch(/^[0-9a-f]{64}$/)
  expect(await setUp.stateOf(token)).toBe('open')
  expect(await tryWith(token)).toBe('made')
  const [person] = await people()
  expect(person).toMatchObject({ email: 'ines@hospital.example', role: 'superadmin', unit_id: null })
  expect(await passwords.verify(String(person?.['password_hash']), 'correct horse battery')).toBe(true)
  const audited = await db.query(
    `SELECT action, address FROM audit_entries WHERE action IN ('insert', 'set_up')`,
  )
  expect(audited).toEqual(['insert', 'set_up'].map((action) => ({ action, address: '10.7.0.1' })))
  expect([await setUp.stateOf(token), await tryWith(token, 'eve@hospital.example')]).toEqual([
    'done',
    'conflict',
  ])
  expect(await db.query('SELECT * FROM set_up_tokens')).toEqual([])
})

test('of ten who use the link at once, one becomes superadmin', async () => {
  const token = await issued()
  const tries = Array.from({ length: 10 }, (_, n) => tryWith(token, `person${n}@hospital.example`))
  expect((await Promise.all(tries)).toSorted()).toEqual([...Array<string>(9).fill('conflict'), 'made'])
  expect(await people()).toHaveLength(1)
})

test('a person whom somebody else adds at that moment makes the link useless', async () => {
  const token = await issued()
  let attempt = Promise.resolve('')
  await db.database.inTransaction(NOBODY, async (tx) => {
    await seedIdentity(tx)
    attempt = tryWith(token)
    await untilSomebodyWaits()
  })
  expect(await attempt).toBe('conflict')
  expect((await people()).filter(({ email }) => email === 'ines@hospital.example')).toEqual([])
})

test('the link is good for a day', async () => {
  const token = await issued()
  offsetMs = 23.9 * HOUR_MS
  expect(await setUp.stateOf(token)).toBe('open')
  offsetMs = 24.1 * HOUR_MS
  expect([await setUp.stateOf(token), await tryWith(token)]).toEqual(['expired', 'not_found'])
  expect(await people()).toEqual([])
})

test('each start makes the link anew, and the one before it is good for nothing', async () => {
  const [first, second] = [await issued(), await issued()]
  expect([await setUp.stateOf(first), await tryWith(first)]).toEqual(['unknown', 'not_found'])
  expect(await tryWith(second)).toBe('made')
})

test('a token that was never made, and the stored hash, open nothing', async () => {
  expect(await tryWith('0'.repeat(64))).toBe('not_found')
  const token = await issued()
  const hash = createHash('sha256').update(token).digest('hex')
  expect(await db.query('SELECT token_hash FROM set_up_tokens')).toEqual([{ token_hash: hash }])
  for (const wrong of ['', '0'.repeat(64), hash, token.toUpperCase()]) {
    expect([wrong, await setUp.stateOf(wrong), await tryWith(wrong)]).toEqual([wrong, 'unknown', 'not_found'])
  }
  expect(await people()).toEqual([])
})

test('where there is somebody no link is made, and one from before is thrown away', async () => {
  const token = await issued()
  await db.database.inTransaction(NOBODY, seedIdentity)
  expect([await setUp.stateOf(token), await tryWith(token)]).toEqual(['done', 'conflict'])
  expect(await setUp.issueToken()).toBeNull()
  expect(await db.query('SELECT * FROM set_up_tokens')).toEqual([])
})

test('an address of the demo hospital is refused: it could not sign in without the demo', async () => {
  const token = await issued()
  expect(await tryWith(token, 'superadmin@wardline.test')).toBe('validation_failed')
  expect(await setUp.stateOf(token)).toBe('open')
})

test('the password is held to the rule of every new password, the address is one, and unknown keys are refused', () => {
  const good = { token: 'x', name: ' Ines ', email: ' Ines@Hospital.example ', password: 'twelve chars' }
  expect(SetUpRequest.parse(good)).toEqual({ ...good, name: 'Ines', email: 'ines@hospital.example' })
  const sentence = (change: object) =>
    SetUpRequest.safeParse({ ...good, ...change }).error?.issues[0]?.message
  expect(sentence({ password: 'eleven char' })).toBe('Use at least 12 characters.')
  expect(sentence({ email: 'ines' })).toContain('Enter an e-mail address')
  expect(sentence({ name: '  ' })).toBe('Enter your name.')
  expect(sentence({ role: 'superadmin' })).toBeDefined()
})

/** Resolves when the other transaction has come as far as the lock. */
async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const rows = await db.query(
      `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'users'::regclass AND mode = 'ShareRowExclusiveLock'`,
    )
    if (rows.length > 0) return
  }
}
