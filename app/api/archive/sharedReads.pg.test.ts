import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { composeWardline, type Composed } from '@/lib/composition/composeWardline.ts'
import { CratePage } from '@/lib/domains/archive/contract/crate.ts'
import { Summary } from '@/lib/domains/archive/contract/summary.ts'
import { UNITS_TOPIC, unitTopic } from '@/lib/domains/identity/contract.ts'
import { DEMO_PASSWORD } from '@/lib/domains/identity/server/demoPeople.ts'
import { seedDemoHospital } from '@/lib/composition/seedDemoHospital.ts'
import { setRouteHost } from '@/lib/platform/http/routeHost.ts'
import { readSettings } from '@/lib/platform/settings/readSettings.ts'
import { createShutdown } from '@/lib/platform/shutdown.ts'
import { createTestDatabase, type TestDatabase } from '@/lib/platform/testing/createTestDatabase.ts'
import { HEARD_HEADER } from '@/lib/realtime/protocol/heardHeads.ts'
import { silentLogger } from '@/lib/realtime/testing/createTestGateway.ts'
import { GET as readCrates } from './crates/route.ts'
import { GET as readRequests } from './requests/route.ts'
import { GET as readSummary } from './summary/route.ts'

// The product as it runs, without its web server: sessions, relay, hub and routes are real.

const shutdown = createShutdown({ logger: silentLogger })
let db: TestDatabase
let composed: Composed
let dataDir: string
const tokens = new Map<string, string>()
/** All that any connection of this process sends to the database. */
const statements: string[] = []

beforeAll(async () => {
  recordStatements()
  db = await createTestDatabase()
  dataDir = await mkdtemp(join(tmpdir(), 'wardline-shared-'))
  await seedDemoHospital({ url: db.url, siteTimeZone: 'UTC', now: new Date(), logger: silentLogger })
  const settings = readSettings({ DATABASE_URL: db.url, WARDLINE_DATA_DIR: dataDir, WARDLINE_DEMO: 'true' })
  composed = await composeWardline({ settings, logger: silentLogger, shutdown })
})

afterAll(async () => {
  vi.restoreAllMocks()
  await shutdown.run('the end of the test')
  setRouteHost(null)
  await db[Symbol.asyncDispose]()
  await rm(dataDir, { recursive: true, force: true })
})

/** Begins before the first connection: pools keep the function that they found. */
function recordStatements(): void {
  const send = pg.Client.prototype.query as (...args: unknown[]) => unknown
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    const [query] = args
    statements.push(typeof query === 'string' ? query : ((query as { text?: string }).text ?? ''))
    return send.apply(this, args)
  } as never)
}

async function token(account: string): Promise<string> {
  const known = tokens.get(account)
  if (known !== undefined) return known
  const from = { device: 'a test', address: `10.0.0.${tokens.size}` }
  const request = { email: `${account}@wardline.test`, password: DEMO_PASSWORD }
  const { access } = await composed.wardline.identity.tokens.issue(request, from)
  tokens.set(account, access)
  return access
}

async function actorOf(account: string) {
  const [row] = await db.query<{ id: string; unit_id: string | null }>(
    'SELECT id, unit_id FROM users WHERE email = $1',
    [`${account}@wardline.test`],
  )
  if (row === undefined) throw new Error(`${account} is nobody`)
  return { userId: row.id, unitId: row.unit_id }
}

/** What a page of this person would say that it has heard: where its topics stand, once this process knows. */
async function heardBy(account: string): Promise<string> {
  const { unitId } = await actorOf(account)
  const topics = [unitId === null ? UNITS_TOPIC : unitTopic(unitId), 'directory']
  let said = ''
  await expect
    .poll(() => {
      const places = topics.map((topic) => composed.realtime.placeOf(topic, true))
      said = [places[0]?.epoch, ...topics.map((topic, at) => `${topic}=${places[at]?.seq}`)].join(' ')
      return places.every((place) => place !== null)
    })
    .toBe(true)
  return said
}

type Route = typeof readCrates

async function ask(route: Route, account: string, heard: string | null, query = ''): Promise<unknown> {
  const headers = new Headers({ authorization: `Bearer ${await token(account)}` })
  if (heard !== null) headers.set(HEARD_HEADER, heard)
  const answer = await route(new Request(`http://ward.test/api/x${query}`, { headers }))
  expect(answer.status).toBe(200)
  return await answer.json()
}

const cratesOf = async (account: string, heard: string | null) =>
  CratePage.parse(await ask(readCrates, account, heard, '?limit=200&offset=0')).items

async function count(outcome: 'led' | 'joined' | 'alone'): Promise<number> {
  const { text } = await composed.metrics.render()
  const found = new RegExp(`wardline_shared_results_total\\{outcome="${outcome}"\\} (\\d+)`).exec(text)
  return Number(found?.[1] ?? 0)
}

/** How many of the statements sent while it works name each table: so the process's own upkeep is not counted. */
async function countStatements(work: () => Promise<unknown>): Promise<{ crates: number; sessions: number }> {
  const from = statements.length
  await work()
  const naming = (table: RegExp) => statements.slice(from).filter((text) => table.test(text)).length
  return { crates: naming(/\bcrates\b/), sessions: naming(/\bsessions\b/) }
}

test('people of one unit share one answer, and the hundredth of them costs no query of its own', async () => {
  const people = ['manager.surgery', 'manager2.surgery', 'clerk.surgery', 'doctor.one', 'nurse']
  const heard = await heardBy('clerk.surgery')
  for (const each of people) await token(each)
  const before = { led: await count('led'), joined: await count('joined') }
  const together = await countStatements(async () => {
    const asked = Array.from({ length: 100 }, (_, at) => cratesOf(people[at % people.length] ?? '', heard))
    const answers = await Promise.all(asked)
    expect(answers[0]?.length).toBeGreaterThan(0)
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })
  expect((await count('led')) - before.led).toBe(1)
  expect((await count('joined')) - before.joined).toBe(99)
  const elsewhere = await heardBy('clerk.radiology')
  await token('clerk.radiology')
  const alone = await countStatements(() => cratesOf('clerk.radiology', elsewhere))
  expect(alone.crates).toBeGreaterThan(0)
  expect(together.crates).toBe(alone.crates)
  // The five sessions are looked up in a batch or two.
  expect(together.sessions).toBeLessThanOrEqual(2)
})

test('two units and the whole house ask the same at the same instant, and each gets their own', async () => {
  const surgery = await actorOf('clerk.surgery')
  const radiology = await actorOf('clerk.radiology')
  const accounts = ['clerk.surgery', 'clerk.radiology', 'admin', 'clerk.surgery', 'clerk.radiology', 'admin']
  const heard = await Promise.all(accounts.map(heardBy))
  const answers = await Promise.all(accounts.map((account, at) => cratesOf(account, heard[at] ?? null)))
  const units = answers.map((crates) => new Set(crates.map(({ unit }) => unit.id)))
  expect(units[0]).toEqual(new Set([surgery.unitId]))
  expect(units[1]).toEqual(new Set([radiology.unitId]))
  expect(units[2]?.size).toBeGreaterThan(2)
  expect(units.slice(3)).toEqual(units.slice(0, 3))
})

test('whoever says to have heard what they may not hear gets no more for it', async () => {
  const { unitId } = await actorOf('clerk.radiology')
  await cratesOf('admin', await heardBy('admin'))
  for (const heard of [await heardBy('admin'), await heardBy('clerk.surgery')]) {
    const crates = await cratesOf('clerk.radiology', heard)
    expect(new Set(crates.map(({ unit }) => unit.id))).toEqual(new Set([unitId]))
  }
})

test('counts are shared, and what waits for oneself is everybody’s own', async () => {
  const accounts = ['manager.surgery', 'clerk.surgery', 'manager2.surgery']
  const heard = await heardBy('clerk.surgery')
  const led = await count('led')
  const [manager, clerk, second] = await Promise.all(
    accounts.map(async (account) => Summary.parse(await ask(readSummary, account, heard))),
  )
  expect((await count('led')) - led).toBe(1)
  expect(clerk?.crates).toEqual(manager?.crates)
  expect(clerk?.waiting.to_decide).toBe(0)
  for (const [account, summary] of [
    ['manager.surgery', manager],
    ['manager2.surgery', second],
  ] as const) {
    const waiting = (await ask(readRequests, account, null, '?waiting=true&limit=1&offset=0')) as {
      total: number
    }
    const { to_decide: decide = 0, to_receive: receive = 0, to_answer: answer = 0 } = summary?.waiting ?? {}
    expect(decide + receive + answer, account).toBe(waiting.total)
  }
})

test('what depends on who asks is never shared', async () => {
  const heard = await heardBy('clerk.surgery')
  const before = { led: await count('led'), joined: await count('joined') }
  await ask(readRequests, 'manager.surgery', heard, '?waiting=true')
  await ask(readRequests, 'manager2.surgery', heard, '?waiting=true')
  expect({ led: await count('led'), joined: await count('joined') }).toEqual(before)
})

test('a right that is taken away in between: the next request gets none of the shared answer', async () => {
  const { userId, unitId } = await actorOf('nurse')
  const radiology = await actorOf('clerk.radiology')
  const heard = await heardBy('nurse')
  const before = await cratesOf('nurse', heard)
  expect(new Set(before.map(({ unit }) => unit.id))).toEqual(new Set([unitId]))
  const move = (to: string | null) =>
    composed.wardline.database.inTransaction(
      { actorId: null, sessionId: null, changeId: null, address: null },
      (tx) => tx.user.update({ where: { id: userId }, data: { unitId: to } }),
    )
  await move(radiology.unitId)
  const after = await cratesOf('nurse', heard)
  expect(new Set(after.map(({ unit }) => unit.id))).toEqual(new Set([radiology.unitId]))
  await move(null)
  expect(await cratesOf('nurse', heard)).toEqual([])
  await move(unitId)
  expect(await cratesOf('nurse', heard)).toEqual(before)
})

test('somebody whose account is disabled by hand is let in for a second at most', async () => {
  await cratesOf('planner', await heardBy('planner'))
  const headers = { authorization: `Bearer ${await token('planner')}` }
  const begun = performance.now()
  await db.query(`UPDATE users SET status = 'disabled' WHERE email = 'planner@wardline.test'`)
  const status = async () => (await readCrates(new Request('http://ward.test/api/x', { headers }))).status
  await expect.poll(status, { interval: 10 }).toBe(401)
  expect(performance.now() - begun).toBeLessThan(1_500)
})

test('an event of the topic makes the next answer a new one, and who says nothing is never given an old one', async () => {
  const account = 'clerk.surgery'
  const [first] = await cratesOf(account, await heardBy(account))
  if (first === undefined) throw new Error('the demo has no crate')
  const old = await heardBy(account)
  await cratesOf(account, old)
  const renamed = async (label: string) => {
    await db.query('UPDATE crates SET label = $2 WHERE id = $1', [first.id, label])
  }
  await renamed('Not yet heard of')
  const alone = await cratesOf(account, null)
  expect(alone.find(({ id }) => id === first.id)?.label).toBe('Not yet heard of')
  await expect.poll(() => heardBy(account)).not.toBe(old)
  const heard = await cratesOf(account, await heardBy(account))
  expect(heard.find(({ id }) => id === first.id)?.label).toBe('Not yet heard of')
})
