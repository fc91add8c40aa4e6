import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase.ts'
import { createPgLiveLog } from './pgLiveLog.ts'
import { trimLog } from './trimLog.ts'

const silent = { debug() {}, info() {}, warn() {}, error() {} }

let db: TestDatabase
beforeEach(async () => {
  db = await createTestDatabase()
})
afterEach(() => db[Symbol.asyncDispose]())

/** `count` entries, the first `old` of them logged two days ago. */
async function fill(count: number, old: number): Promise<void> {
  await db.query(
    `INSERT INTO live_log (position, topic, seq, entity, action, data, at, logged_at)
     SELECT n, 'units', n, 'x', 'updated', '{}', now(), now() - CASE WHEN n <= $2 THEN interval '2 days' ELSE '0' END
       FROM generate_series(1, $1::int) AS n`,
    [count, old],
  )
  await db.query('UPDATE live_head SET position = $1', [count])
  await db.query("INSERT INTO live_topics VALUES ('units', $1)", [count])
}

test('[RLY-10] what is older than the limit goes, in slices, and heads stay', async () => {
  await fill(12_000, 11_000)
  expect(await trimLog(db.pool, { hours: 24 })).toBe(11_000)
  const log = createPgLiveLog({ url: db.url, logger: silent })
  const entries = await log.readAfter(0, 20_000)
  expect([entries.length, entries[0]?.position]).toEqual([1_000, 11_001])
  const heads = await log.topicHeads(['units', 'unknown'])
  expect(heads.head.position).toBe(12_000)
  expect(Object.fromEntries(heads.topics)).toEqual({ units: { seq: 12_000 }, unknown: { seq: 0 } })
  expect((await log.readTopic('units', 10_990, 11_005, 100)).map((entry) => entry.seq)).toEqual([
    11_001, 11_002, 11_003, 11_004, 11_005,
  ])
  await log.close()
})

test('[RLY-10] so does what is beyond the largest number of events', async () => {
  await fill(300, 0)
  expect(await trimLog(db.pool, { hours: 24, entries: 100 })).toBe(200)
  expect(await trimLog(db.pool, { hours: 24, entries: 100 })).toBe(0)
})
