import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { systemClock } from '../../realtime/server/clock.ts'
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase.ts'
import { createProcessRegistry } from './processRegistry.ts'

const logger = { debug() {}, info() {}, warn() {}, error() {} }

let db: TestDatabase
beforeEach(async () => {
  db = await createTestDatabase()
})
afterEach(() => db[Symbol.asyncDispose]())
const join = (processId: string) =>
  createProcessRegistry({ db: db.pool, processId, clock: systemClock, logger })

test('processes see one another, until one leaves', async () => {
  const [a, b] = [await join('a'), await join('b')]
  expect([await a.countOthers(), await b.countOthers()]).toEqual([1, 1])
  await b.close()
  expect(await a.countOthers()).toBe(0)
  await a.close()
})

test('one that was not seen for ten seconds does not count, and falls off the list', async () => {
  await db.query("INSERT INTO live_processes (id, seen_at) VALUES ('gone', now() - interval '11 s')")
  const a = await join('a')
  expect(await a.countOthers()).toBe(0)
  await vi.waitFor(async () => expect(await db.query('SELECT id FROM live_processes')).toEqual([{ id: 'a' }]))
  await a.close()
})
