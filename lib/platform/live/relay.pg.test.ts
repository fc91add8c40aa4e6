import pg from 'pg'
import { v7 as uuid } from 'uuid'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { liveModels } from '../../liveModels.ts'
import { systemClock } from '../../realtime/server/clock.ts'
import type { EngineLogger } from '../../realtime/server/engineLogger.ts'
import type { LogBatch, LogEntry } from '../../realtime/server/logEntry.ts'
import { noMetrics } from '../../realtime/server/realtimeMetrics.ts'
import { createRelay, type Relay } from '../../realtime/server/relay.ts'
import { createRouter } from '../../realtime/server/routeChanges.ts'
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase.ts'
import { createPgLiveLog, type PgLiveLog } from './pgLiveLog.ts'
import { createPgRelayStore } from './pgRelayStore.ts'
import { readBacklog } from './readBacklog.ts'

const silent: EngineLogger = { debug() {}, info() {}, warn() {}, error() {} }
const route = createRouter([{ name: 'all', models: liveModels, topics: {} }])
const nobody = { actorId: null, sessionId: null, changeId: null, address: null }

let db: TestDatabase
let log: PgLiveLog
let relays: Relay[]
let batches: LogBatch[]

beforeEach(async () => {
  db = await createTestDatabase({ poolSize: 10 })
  log = createPgLiveLog({ url: db.url, logger: silent })
  relays = []
  batches = []
})
afterEach(async () => {
  await Promise.all(relays.map((relay) => relay.close()))
  await log.close()
  await db[Symbol.asyncDispose]()
})

function startRelay(): Relay {
  const relay = createRelay({
    store: createPgRelayStore({ directUrl: db.url, logger: silent }),
    route,
    publish: (batch) => batches.push(batch),
    clock: systemClock,
    logger: silent,
    metrics: noMetrics,
  })
  relays.push(relay)
  return relay
}

const drained = () =>
  vi.waitFor(async () => expect((await readBacklog(db.pool)).depth).toBe(0), {
    timeout: 20_000,
    interval: 20,
  })

const holderPid = async (): Promise<number | undefined> => {
  const rows = await db.query<{ pid: number }>(
    `SELECT l.pid FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
      WHERE l.locktype = 'advisory' AND l.granted`,
  )
  return rows[0]?.pid
}

/**
 * Writers that fight for the same few rows, with overlapping transactions: `each` writes, and on while `goesOn`, no faster
 * than they are relayed, so that no batch becomes a bulk.
 */
async function writeLoad(writers: number, each: number, goesOn = () => false): Promise<number> {
  const units = Array.from({ length: 8 }, (_, n) => ({ id: uuid(), code: `u${n}${uuid()}`, name: '0' }))
  await db.database.inTransaction(nobody, (tx) => tx.unit.createMany({ data: units }))
  const crates = units.map((unit, n) => ({
    id: uuid(),
    number: uuid(),
    numberYear: 2026,
    numberSeq: n + 1,
    unitId: unit.id,
    label: 'x',
    location: 'x',
  }))
  await db.database.inTransaction(nobody, (tx) => tx.crate.createMany({ data: crates }))
  let committed = units.length + crates.length
  const writer = async (seed: number): Promise<void> => {
    for (let n = 0; n < each || goesOn(); n += 1) {
      if (n >= each) await drained()
      const crate = crates[(seed * 7 + n) % crates.length]
      const other = units[(seed + n * 3) % units.length]
      if (crate === undefined || other === undefined) throw new Error('unreachable')
      const fails = n % 5 === 4
      const write = db.database.inTransaction(nobody, async (tx) => {
        await tx.crate.update({
          where: { id: crate.id },
          data: { version: { increment: 1 }, unitId: other.id },
        })
        if (fails) throw new Error('rolled back')
      })
      await write.then(
        () => (committed += 1),
        (error: Error) => expect(error.message).toBe('rolled back'),
      )
      relays[n % relays.length]?.nudge()
    }
  }
  await Promise.all(Array.from({ length: writers }, (_, seed) => writer(seed)))
  return committed
}

/** What the log must be: contiguous positions, contiguous seqs per topic, and each crate's versions in order. */
async function checkLog(): Promise<LogEntry[]> {
  const { position } = await log.head()
  const entries = await log.readAfter(0, 1_000_000)
  expect(entries.map((entry) => entry.position)).toEqual(Array.from({ length: position }, (_, n) => n + 1))
  const seqs = new Map<string, number>()
  const versions = new Map<string, number>()
  for (const entry of entries) {
    expect(entry.seq).toBe((seqs.get(entry.topic) ?? 0) + 1)
    seqs.set(entry.topic, entry.seq)
    if (entry.entity === 'crate' && entry.topic === 'units') {
      const id = String(entry.data['id'])
      expect(entry.data['version']).toBe((versions.get(id) ?? 0) + 1)
      versions.set(id, (versions.get(id) ?? 0) + 1)
    }
  }
  const rows = await db.query<{ id: string; version: number }>('SELECT id, version FROM crates')
  expect(Object.fromEntries(versions)).toEqual(Object.fromEntries(rows.map((row) => [row.id, row.version])))
  const heads = await log.topicHeads([...seqs.keys()])
  expect(Object.fromEntries([...heads.topics].map(([topic, { seq }]) => [topic, seq]))).toEqual(
    Object.fromEntries(seqs),
  )
  return [...entries]
}

test('[RLY-1] three relays, many writers: nothing is lost, doubled or reordered', async () => {
  for (let n = 0; n < 3; n += 1) startRelay()
  await writeLoad(8, 40)
  await drained()
  const entries = await checkLog()
  expect(batches.flatMap((batch) => batch.entries)).toEqual(entries)
  expect(relays.filter((relay) => relay.state === 'working')).toHaveLength(1)
})

test('[RLY-2] killed again and again under load, the relay loses and doubles nothing', async () => {
  for (let n = 0; n < 3; n += 1) startRelay()
  let kills = 0
  const killer = (async () => {
    while (kills < 5) {
      const pid = await holderPid()
      if (pid !== undefined) kills += (await db.query('SELECT pg_terminate_backend($1)', [pid])).length
    }
  })()
  await writeLoad(4, 40, () => kills < 5)
  await killer
  await drained()
  await checkLog()
})

test('[RLY-2] a frozen holder loses the lease, another takes over within 4 s', async () => {
  const holder = await createPgRelayStore({ directUrl: db.url, logger: silent }).acquire()
  expect(holder).not.toBeNull()
  const frozenAt = Date.now()
  const relay = startRelay()
  await db.database.inTransaction(nobody, (tx) =>
    tx.unit.create({ data: { id: uuid(), code: 'c', name: 'n' } }),
  )
  await vi.waitFor(() => expect(relay.state).toBe('working'), { timeout: 6_000, interval: 20 })
  await drained()
  expect(Date.now() - frozenAt).toBeLessThan(4_000)
  await expect(holder?.moveBatch(1, route)).rejects.toThrow()
})

test('[RLY-2] a holder that freezes within a transaction, too', async () => {
  const holder = await createPgRelayStore({ directUrl: db.url, logger: silent }).acquire()
  await db.database.inTransaction(nobody, (tx) =>
    tx.unit.create({ data: { id: uuid(), code: 'c', name: 'n' } }),
  )
  const relay = startRelay()
  const frozenAt = Date.now()
  // Routing runs between the statements of the batch: blocking there is what a stopped process looks like.
  const stuck = holder?.moveBatch(10, (changes) => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3_300)
    return route(changes)
  })
  await expect(stuck).rejects.toThrow()
  await vi.waitFor(() => expect(batches).toHaveLength(1), { timeout: 6_000, interval: 20 })
  expect(relay.state).toBe('working')
  expect(Date.now() - frozenAt).toBeLessThan(5_000)
  await checkLog()
})

test('[RLY-7] a change of an unknown model stays where it is, with all that came with it', async () => {
  await db.query(`INSERT INTO live_outbox (model, after) VALUES ('Newer', '{"id": "x"}')`)
  await db.database.inTransaction(nobody, (tx) =>
    tx.retentionRule.create({ data: { id: uuid(), name: 'n', years: 10 } }),
  )
  const relay = startRelay()
  await vi.waitFor(() => expect(relay.state).toBe('failing'))
  expect((await readBacklog(db.pool)).depth).toBe(2)
  expect((await log.head()).position).toBe(0)
})

test('[RLY-8] writes by hand are relayed without a nudge', async () => {
  startRelay()
  await vi.waitFor(async () => expect(await holderPid()).toBeDefined())
  const listener = new pg.Client({ connectionString: db.url })
  await listener.connect()
  await listener.query(`INSERT INTO units (id, code, name) VALUES ('${uuid()}', 'hand', 'x')`)
  await listener.end()
  await vi.waitFor(() => expect(batches).toHaveLength(1), { timeout: 1_000, interval: 10 })
})

test('[RLY-9] a renewed instance is another epoch', async () => {
  const before = await log.head()
  await db.query('UPDATE live_head SET instance = gen_random_uuid()')
  expect((await log.head()).epoch).not.toBe(before.epoch)
  expect(before.epoch).toMatch(/^[0-9a-f]{24}$/)
})

test('[HUB-5] an epoch is renewed once, by whoever still knows it', async () => {
  const before = await log.head()
  await log.renew(before.epoch)
  const after = await log.head()
  expect(after.epoch).not.toBe(before.epoch)
  await log.renew(before.epoch)
  expect((await log.head()).epoch).toBe(after.epoch)
})

test('[RLY-11] who made a change goes from the stamp to the log, and to its dead letter', async () => {
  const ada = { ...nobody, actorId: 'ada' }
  const store = createPgRelayStore({ directUrl: db.url, logger: silent })
  const lease = await store.acquire()
  if (lease === null) throw new Error('nobody else relays here')
  const rule = { id: uuid(), name: 'R', years: 10 }
  await db.database.inTransaction(ada, (tx) => tx.retentionRule.create({ data: rule }))
  await db.query('UPDATE retention_rules SET name = $1', ['by hand'])
  const batch = await lease.moveBatch(10, route)
  expect(batch?.entries.map(({ actorId }) => actorId)).toEqual(['ada', null])
  expect((await log.readAfter(0, 10)).map(({ actorId }) => actorId)).toEqual(['ada', null])

  await db.database.inTransaction(ada, (tx) => tx.retentionRule.delete({ where: { id: rule.id } }))
  await lease.moveBatch(10, (changes) => ({
    events: [],
    deadLetters: changes.map((change) => ({ change, error: 'no route' })),
  }))
  expect(await db.query('SELECT actor_id, error FROM live_dead_letters')).toEqual([
    { actor_id: 'ada', error: 'no route' },
  ])
  await lease.release()
})
