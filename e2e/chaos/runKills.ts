import { expect } from '@playwright/test'
import { signInAsScript } from '../harness/scriptClient.ts'
import type { ServerProcess } from '../harness/serverProcess.ts'
import type { Wardline } from '../harness/startWardline.ts'
import { compare } from './compare.ts'
import { isRelayed, readBaseline, readHeads, readLedger } from './ledger.ts'
import { type Observer, startObserver } from './observer.ts'
import { startRawWriter } from './rawWriter.ts'
import type { Random } from './seededRandom.ts'
import { startWriteLoad, type Writer } from './writeLoad.ts'

/** Writers of each kind: several at a time in each unit, and not so many that a small machine only serves them. */
const WRITERS_OF_A_KIND = 2
/** Acknowledged writes between two kills. */
const CALM = [10, 40] as const
const BOTH_AT_ONCE = 0.25

/**
 * Kills processes with SIGKILL while people write and observe through both of them, then compares the database, the
 * log and what each observer heard.
 * @returns what differs, and how much there was to compare
 */
export async function runKills(
  wardline: Wardline,
  options: { kills: number; random: Random },
): Promise<{ differences: string[]; committed: number; heard: number; unanswered: number }> {
  const { kills, random } = options
  const { database, first, second } = wardline
  const writers = await makeWriters(wardline)
  await expect.poll(() => isRelayed(database)).toBe(true)
  const observers = await startObservers(wardline)
  const baseline = await readBaseline(database)

  const load = startWriteLoad({ writers, urls: [first.url, second.url], random: random.fork() })
  const raw = startRawWriter(database, random.fork())
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      await load.more(random.between(...CALM))
      const victims = random.next() < BOTH_AT_ONCE ? [first, second] : [random.next() < 0.5 ? first : second]
      await Promise.all(victims.map(killAndRestart))
    }
    await load.more(CALM[0])
  } finally {
    await load.stop()
    await raw.stop()
  }

  await expect.poll(() => isRelayed(database), { timeout: 30_000 }).toBe(true)
  const heads = await readHeads(database)
  await expect.poll(() => lagging(observers, heads), { timeout: 30_000 }).toEqual([])
  const ledger = await readLedger(database, baseline)
  for (const observer of observers) observer.close()
  return {
    differences: [...load.failures, ...compare(ledger, observers, load.acknowledged)],
    committed: ledger.changes.length,
    heard: observers.reduce((sum, { heard }) => sum + heard.length, 0),
    unanswered: load.unanswered,
  }
}

async function killAndRestart(server: ServerProcess): Promise<void> {
  await server.kill('SIGKILL')
  await server.start()
}

/** More people than the demo hospital has, by copying the clerk and the manager of two units. */
async function makeWriters({ database, first }: Wardline): Promise<Writer[]> {
  const rows = await database.query<{ email: string; unit_id: string }>(
    `INSERT INTO users (id, email, name, role, unit_id, password_hash)
     SELECT gen_random_uuid(), copy || '.' || email, name || ' ' || copy, role, unit_id, password_hash
       FROM users, generate_series(1, $1) AS copy
      WHERE email = ANY ($2)
     RETURNING email, unit_id`,
    [
      WRITERS_OF_A_KIND,
      ['manager.surgery@wardline.test', 'clerk.radiology@wardline.test', 'manager.radiology@wardline.test'],
    ],
  )
  const writers: Writer[] = []
  for (const { email, unit_id: unitId } of rows) {
    writers.push({ client: await signInAsScript(first.url, email), unitId })
  }
  return writers
}

/** One of each kind at each process: a unit's clerk, another unit's manager, an admin who hears all units. */
async function startObservers({ first, second }: Wardline): Promise<Observer[]> {
  const addresses = [first, second].map(({ port }) => `ws://127.0.0.1:${port}`)
  const seats = (['surgeryClerk', 'radiologyManager', 'admin'] as const).flatMap((person) =>
    [addresses, addresses.toReversed()].map((order, place) => ({
      person,
      order,
      name: `${person} ${place + 1}`,
    })),
  )
  const observers: Observer[] = []
  for (const { person, order, name } of seats) {
    const client = await signInAsScript(first.url, person)
    const me = await client.must<{ id: string; unit: { id: string } | null }>('GET', '/api/me')
    const own = new Set([
      'directory',
      'everyone',
      `user:${me.id}`,
      me.unit === null ? 'units' : `unit:${me.unit.id}`,
    ])
    observers.push(
      startObserver({ name, addresses: order, token: client.access, mayHear: (topic) => own.has(topic) }),
    )
  }
  await expect
    .poll(() => observers.filter(({ cursors }) => cursors.size < 2).map(({ name }) => name))
    .toEqual([])
  return observers
}

function lagging(observers: readonly Observer[], heads: ReadonlyMap<string, number>): string[] {
  return observers.flatMap(({ name, cursors }) =>
    [...cursors]
      .filter(([topic, { seq }]) => seq < (heads.get(topic) ?? 0))
      .map(([topic]) => `${name}: ${topic}`),
  )
}
