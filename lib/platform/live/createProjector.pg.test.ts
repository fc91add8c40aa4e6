import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createManualClock } from '../../realtime/client/testing/manualClock.ts'
import { systemClock } from '../../realtime/server/clock.ts'
import type { EngineLogger } from '../../realtime/server/engineLogger.ts'
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase.ts'
import { createProjector, type Projector } from './createProjector.ts'
import type { Projection, ProjectionTx } from './projectBatch.ts'
import { trimLog } from './trimLog.ts'

let db: TestDatabase
let projectors: Projector[]
let complaints: string[]
const note = (_fields: object, message: string): void => void complaints.push(message)
const logger: EngineLogger = { debug() {}, info() {}, warn: note, error: note }

beforeEach(async () => {
  db = await createTestDatabase()
  projectors = []
  complaints = []
  await db.query('CREATE TABLE seen (position bigint)')
})
afterEach(async () => {
  await Promise.all(projectors.map((projector) => projector.close()))
  await db[Symbol.asyncDispose]()
})

/** Writes down each position that it is given; a doubled one would stand there twice. */
const keepAll: Projection = {
  name: 'all',
  async project(tx, entries) {
    const positions = entries.map(({ position }) => position)
    await tx.query('INSERT INTO seen SELECT unnest($1::bigint[])', [positions])
  },
  async forget(tx, beyond) {
    await tx.query('DELETE FROM seen WHERE position > $1', [beyond])
  },
}

function start(over: Partial<Projection> = {}, batchSize = 10): Projector {
  const projection = { ...keepAll, ...over }
  const projector = createProjector({ projection, directUrl: db.url, clock: systemClock, logger, batchSize })
  projectors.push(projector)
  return projector
}

/** Lets the log grow by so many entries, in one commit as the relay does. */
async function grow(count: number, age = '0'): Promise<void> {
  await db.query(
    `WITH head AS (UPDATE live_head SET position = position + $1::int RETURNING position)
     INSERT INTO live_log (position, topic, seq, entity, action, data, at, logged_at)
     SELECT position - $1::int + n, 'units', position - $1::int + n, 'x', 'updated', '{}', now(), now() - $2::interval
       FROM head, generate_series(1, $1::int) AS n`,
    [count, age],
  )
}

const seen = async () =>
  (await db.query<{ position: string }>('SELECT position FROM seen ORDER BY 1')).map((row) =>
    Number(row.position),
  )
const upTo = (last: number) => Array.from({ length: last }, (_, n) => n + 1)
const sees = (positions: readonly number[]) =>
  vi.waitFor(async () => expect(await seen()).toEqual(positions), { timeout: 10_000, interval: 20 })
const standing = async () =>
  Number(
    (await db.query<{ position: string }>("SELECT position FROM projections WHERE name = 'all'"))[0]
      ?.position,
  )

test('[PRJ-1] takes the whole log in batches, and what is committed later, without a nudge', async () => {
  await grow(25)
  start()
  await sees(upTo(25))
  await grow(5)
  await sees(upTo(30))
  expect(await standing()).toBe(30)
})

test('[PRJ-1] a nudge is enough, however long the next look would take', async () => {
  const clock = createManualClock()
  const projector = createProjector({
    projection: keepAll,
    directUrl: db.url,
    clock: { ...clock, setTicker: () => () => undefined },
    logger,
  })
  projectors.push(projector)
  await vi.waitFor(() => expect(projector.state).toBe('working'))
  await grow(3)
  projector.nudge()
  await sees(upTo(3))
})

test('[PRJ-2] killed in the middle of a batch, again and again, it loses and doubles nothing', async () => {
  await grow(60)
  let kills = 0
  const dying = async (tx: ProjectionTx, entries: Parameters<Projection['project']>[1]) => {
    await keepAll.project(tx, entries)
    if (kills >= 4) return
    kills += 1
    await db.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'wardline projector' AND datname = current_database()",
    )
  }
  start({ project: dying })
  await sees(upTo(60))
  expect([kills, await standing()]).toEqual([4, 60])
}, 30_000)

test('[PRJ-2] an entry that cannot be projected stops it there, and it says so, until it can', async () => {
  await grow(20)
  let isBroken = true
  const project: Projection['project'] = async (tx, entries) => {
    await keepAll.project(tx, entries)
    if (isBroken && entries.some(({ position }) => position === 15)) throw new Error('cannot')
  }
  const projector = start({ project })
  await vi.waitFor(() => expect(projector.state).toBe('failing'), { timeout: 5_000 })
  expect([await seen(), await standing()]).toEqual([upTo(10), 10])
  expect(complaints).toContain('a projector failed; trying again')
  isBroken = false
  await sees(upTo(20))
}, 30_000)

test('[PRJ-3] of two processes one works, and the other goes on where it stopped', async () => {
  const first = start()
  await vi.waitFor(() => expect(first.state).toBe('working'))
  const second = start()
  await grow(15)
  await sees(upTo(15))
  expect([first.state, second.state]).toEqual(['working', 'waiting'])
  await first.close()
  await grow(15)
  await sees(upTo(30))
  expect(second.state).toBe('working')
})

test('[PRJ-3] projections of other names do not wait for one another', async () => {
  const one = start()
  const other = start({ name: 'other', project: async () => {} })
  await vi.waitFor(() => expect([one.state, other.state]).toEqual(['working', 'working']), { timeout: 5_000 })
})

test('[PRJ-4] retention stops at what has not been projected, and goes on behind it', async () => {
  await grow(30, '2 days')
  const project: Projection['project'] = async (tx, entries) => {
    await keepAll.project(tx, entries)
    if (entries.some(({ position }) => position > 10)) throw new Error('not yet')
  }
  const stuck = start({ project })
  await vi.waitFor(() => expect(stuck.state).toBe('failing'), { timeout: 5_000 })
  expect(await trimLog(db.pool, { hours: 24 })).toBe(10)
  await stuck.close()
  start()
  await sees(upTo(30))
  expect(await trimLog(db.pool, { hours: 24 })).toBe(20)
}, 30_000)

test('[PRJ-4] a log that is too long goes all the same; it is said how much was missed, and it goes on', async () => {
  await grow(30)
  await db.query("INSERT INTO projections (name, position) VALUES ('all', 5)")
  expect(await trimLog(db.pool, { hours: 24, entries: 10 })).toBe(20)
  start()
  await sees(upTo(30).slice(20))
  expect(complaints).toEqual(['the log forgot entries before they were projected'])
})

test('[PRJ-4] without entries that are old nothing goes, wherever the projectors stand', async () => {
  await grow(10)
  await db.query("INSERT INTO projections (name, position) VALUES ('all', 10)")
  expect(await trimLog(db.pool, { hours: 24 })).toBe(0)
})

test('[PRJ-5] where an older log was put in its place, what lies beyond is forgotten', async () => {
  await grow(20)
  const projector = start()
  await sees(upTo(20))
  await projector.close()
  await db.query('DELETE FROM live_log WHERE position > 12')
  await db.query('UPDATE live_head SET position = 12, instance = gen_random_uuid()')
  start()
  await sees(upTo(12))
  await grow(3)
  await sees(upTo(15))
  expect(complaints).toEqual(['the log is shorter than before; projecting goes on from its end'])
})
