import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase.ts'
import { onceInTransaction, type Idempotency } from './idempotency.ts'
import { toAppError } from './toAppError.ts'

let db: TestDatabase
const userId = uuidv7()
const stamp = { actorId: userId, sessionId: null, changeId: null, address: null }

beforeAll(async () => {
  db = await createTestDatabase({ poolSize: 10 })
})
afterAll(async () => await db[Symbol.asyncDispose]())

const keyed = (key: string, requestHash = 'h1'): Idempotency => ({ userId, key, requestHash, status: 201 })

/** Creates a unit, once per key; `hold` runs inside the transaction. */
async function createUnit(idempotency: Idempotency | null, hold: () => Promise<void> = async () => {}) {
  return await onceInTransaction(db.database, {
    stamp,
    idempotency,
    run: async (tx) => {
      const id = uuidv7()
      const unit = await tx.unit.create({ data: { id, code: id, name: 'Ward' } })
      await hold()
      return unit
    },
    resourceId: (unit) => unit.id,
    replay: async (tx, id) => await tx.unit.findUniqueOrThrow({ where: { id } }),
  })
}

const codeOf = async (promise: Promise<unknown>) =>
  await promise.then(
    () => 'fine',
    (error: unknown) => toAppError(error).code,
  )
const countUnits = async () => await db.database.prisma.unit.count()

test('a repetition answers the resource of the first request, as it is now', async () => {
  const first = await createUnit(keyed('repeat'))
  await db.query("UPDATE units SET name = 'Renamed' WHERE id = $1", [first.id])
  expect(await createUnit(keyed('repeat'))).toMatchObject({ id: first.id, name: 'Renamed' })
  const row = await db.database.prisma.idempotencyKey.findFirstOrThrow({ where: { key: 'repeat' } })
  expect(row).toMatchObject({ userId, requestHash: 'h1', status: 201, resourceId: first.id })
})

test('another request under the same key is refused; the same key of somebody else is another key', async () => {
  const first = await createUnit(keyed('mismatch'))
  expect(await codeOf(createUnit(keyed('mismatch', 'h2')))).toBe('idempotency_mismatch')
  const other = await createUnit({ ...keyed('mismatch', 'h2'), userId: uuidv7() })
  expect(other.id).not.toBe(first.id)
})

test('while the first request runs its repetition is told so, without waiting', async () => {
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  let started = () => {}
  const running = new Promise<void>((resolve) => (started = resolve))
  const first = createUnit(keyed('running'), async () => {
    started()
    await released
  })
  await running
  expect(await codeOf(createUnit(keyed('running')))).toBe('idempotency_running')
  expect(await codeOf(createUnit(keyed('another')))).toBe('fine')
  release()
  const { id } = await first
  expect((await createUnit(keyed('running'))).id).toBe(id)
})

test('twenty at once write once', async () => {
  const before = await countUnits()
  const codes = await Promise.all(Array.from({ length: 20 }, async () => codeOf(createUnit(keyed('race')))))
  expect(new Set(codes)).toEqual(new Set(['fine', 'idempotency_running']))
  expect(await countUnits()).toBe(before + 1)
})

test('a write that failed leaves its key free', async () => {
  const failing = createUnit(keyed('retry'), async () => {
    throw new Error('not this time')
  })
  expect(await codeOf(failing)).toBe('internal')
  expect(await codeOf(createUnit(keyed('retry', 'h2')))).toBe('fine')
})

test('after a day a key is forgotten', async () => {
  const first = await createUnit(keyed('old'))
  await db.query("UPDATE idempotency_keys SET created_at = now() - interval '25 hours' WHERE key = 'old'")
  expect((await createUnit(keyed('old', 'h2'))).id).not.toBe(first.id)
})

test('without a key every write runs', async () => {
  const before = await countUnits()
  await createUnit(null)
  await createUnit(null)
  expect(await countUnits()).toBe(before + 2)
})

test('what the database refuses has its place in the error table', async () => {
  const { database } = db
  const unit = await createUnit(null)
  const write = async (run: Parameters<typeof database.inTransaction>[1]) =>
    await codeOf(database.inTransaction(stamp, run))
  expect(await write((tx) => tx.unit.create({ data: { id: uuidv7(), code: unit.code, name: 'Twin' } }))).toBe(
    'conflict',
  )
  expect(
    await write(
      (tx) => tx.$executeRaw`INSERT INTO units (id, code, name) VALUES (${uuidv7()}::uuid, ${unit.code}, '')`,
    ),
  ).toBe('conflict')
  expect(
    await write((tx) =>
      tx.sessionActivity.create({ data: { sessionId: uuidv7(), lastSeenAt: new Date(), address: '' } }),
    ),
  ).toBe('conflict')
  expect(await write((tx) => tx.unit.update({ where: { id: uuidv7() }, data: { name: 'x' } }))).toBe(
    'not_found',
  )
  expect(await write((tx) => tx.$queryRaw`SELECT 1/0`)).toBe('internal')
  expect(await write((tx) => tx.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`)).toBe('unavailable')
})
