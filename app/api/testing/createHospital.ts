import { randomBytes } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { setWardline, type Wardline } from '@/lib/composition.ts'
import { createArchive } from '@/lib/domains/archive/server/createArchive.ts'
import { createDesk } from '@/lib/domains/desk/server/createDesk.ts'
import { ROLES, type DeskActor, type Role } from '@/lib/domains/identity/contract.ts'
import { createIdentityLive } from '@/lib/domains/identity/server/createIdentityLive.ts'
import { createIdentityService } from '@/lib/domains/identity/server/createIdentityService.ts'
import { createPasswords } from '@/lib/domains/identity/server/passwords.ts'
import { createMessages, type Messages } from '@/lib/domains/messages/server/createMessages.ts'
import { createNotifications } from '@/lib/domains/notifications/server/createNotifications.ts'
import { createDeliveries } from '@/lib/domains/notifications/server/delivery/createDeliveries.ts'
import { createKeyRing } from '@/lib/platform/crypto/keyRing.ts'
import { createRateLimiter } from '@/lib/platform/createRateLimiter.ts'
import { setRouteHost } from '@/lib/platform/http/routeHost.ts'
import { readAlone } from '@/lib/platform/live/createSharedResults.ts'
import { createPgLiveLog } from '@/lib/platform/live/pgLiveLog.ts'
import { createRouteHost } from '@/lib/platform/session/createRouteHost.ts'
import { createSignInHandler } from '@/lib/platform/session/createSignInHandler.ts'
import { createTestDatabase, type TestDatabase } from '@/lib/platform/testing/createTestDatabase.ts'
import type { LiveDomain } from '@/lib/realtime/server/liveDomain.ts'
import { readHeads } from '@/lib/realtime/server/readHeads.ts'
import { createTopicRules, type TopicRules } from '@/lib/realtime/server/topicRules.ts'
import type { ListedRoute } from './listRoutes.ts'

/** How somebody stands to the unit that everything is about. `former`: worked there, and is in another one now. */
export const STANDINGS = ['own', 'foreign', 'former', 'none'] as const
export type Standing = (typeof STANDINGS)[number]

/** One role of each kind of rights: they try more than the others. */
export const THOROUGH: readonly Role[] = ['superadmin', 'manager', 'clerk']

/** Somebody who asks, with what they show for it. */
export interface Asker {
  readonly name: string
  readonly role: Role
  readonly standing: Standing
  readonly actor: DeskActor
  /** An access token. */
  readonly token: string
  /** A session cookie, as a browser has it. */
  readonly cookie: string
}

/** What is sent to a route. */
export interface Sent {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: BodyInit
}

/** A response that was read to its end. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** Parsed where it is JSON. */
  readonly json: unknown
}

/** The whole product but its sockets and pages, in this process, on a database of its own, with people of every kind. */
export interface Hospital extends AsyncDisposable {
  readonly db: TestDatabase
  /** Plain SQL over several connections, which do not wait for the disk. */
  readonly query: TestDatabase['query']
  /** The unit that everything is about, that of strangers, and one where nobody works. */
  readonly units: { readonly own: string; readonly foreign: string; readonly third: string }
  /** Every role in every standing; without a unit there is one of each kind. */
  readonly askers: readonly Asker[]
  /** Was a manager of the own unit, and is disabled: the session is still there. */
  readonly disabled: Asker
  /** Works in the own unit and did everything that nobody else is said to have done. */
  readonly somebody: DeskActor
  readonly messages: Messages
  readonly rules: TopicRules
  readonly domains: readonly LiveDomain<DeskActor>[]
  /** What was logged as an error. */
  readonly errors: readonly string[]
  asker(role: Role, standing: Standing): Asker
  /** Null: nobody is signed in. */
  ask(route: ListedRoute, by: Asker | null, sent?: Sent): Promise<Answer>
}

/** A request to a route, and its answer. */
async function askRoute(
  { method, path, handler }: ListedRoute,
  by: Asker | null,
  { params = {}, query = '', headers = {}, body }: Sent = {},
): Promise<Answer> {
  const address = path.replaceAll(/\[([^\]]+)\]/g, (_, name: string) =>
    encodeURIComponent(String(params[name]).replaceAll(/\p{Surrogate}/gu, '?')),
  )
  const request = new Request(`http://ward.test${address}${query}`, {
    method,
    headers: { host: 'ward.test', ...(by && { authorization: `Bearer ${by.token}` }), ...headers },
    ...(body !== undefined && { body, duplex: 'half' }),
  } as RequestInit)
  const response = await handler(request, { params: Promise.resolve(params) })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : null }
}

/** Lets so many through at a time: more would wait too long for a connection of the database. */
function createGate(most: number): <T>(pass: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let inside = 0
  return async (pass) => {
    if (inside >= most) await new Promise<void>((resolve) => void waiting.push(resolve))
    inside += 1
    try {
      return await pass()
    } finally {
      inside -= 1
      waiting.shift()?.()
    }
  }
}

const SECRETS = { session: '11'.repeat(32), token: '22'.repeat(32), proof: '33'.repeat(32) }

/** Nothing leaves: what sends is not started. */
const OUTBOUND = {
  mail: { url: 'smtp://127.0.0.1:9', from: 'wardline@hospital.test' },
  sms: null,
  push: { subject: 'mailto:it@hospital.test', hosts: ['push.test'], allowPrivate: false },
  mailDelayMs: 0,
}

export async function createHospital(): Promise<Hospital> {
  const db = await createTestDatabase({ poolSize: 10 })
  const { database } = db
  const pool = new pg.Pool({ connectionString: db.url, max: 6, options: '-c synchronous_commit=off' })
  pool.on('error', () => {})
  const query: TestDatabase['query'] = async <Row extends pg.QueryResultRow>(
    sql: string,
    values: unknown[] = [],
  ) => (await pool.query<Row>(sql, values)).rows
  const errors: string[] = []
  const logger = {
    debug() {},
    info() {},
    warn() {},
    error: (fields: object, message: string) => void errors.push(`${message} ${JSON.stringify(fields)}`),
  }
  // Budgets have tests of their own; here thousands ask at once.
  const limiter = { ...createRateLimiter(), take: () => Promise.resolve(null) }
  const identity = createIdentityService({
    database,
    secrets: SECRETS,
    settings: { accessTokenSeconds: 3600, refreshTokenSeconds: 86_400, demo: true },
    limiter,
    logger,
  })
  const clock = { now: () => Date.now() } as Parameters<typeof createArchive>[0]['clock']
  const archive = createArchive({ database, clock, siteTimeZone: 'Europe/Berlin' })
  const desk = createDesk({
    database,
    names: { people: identity.directory.people, numbers: archive.numbers },
  })
  const messages = createMessages({
    database,
    ring: createKeyRing([{ id: 'test', key: randomBytes(32) }]),
    clock,
  })
  const notifications = createNotifications({
    database,
    clock,
    names: {
      people: identity.directory.people,
      requests: (actor, requests) => archive.numbers(actor, { crates: [], requests }),
      conversations: messages.titles,
    },
  })
  const deliveries = createDeliveries({
    database,
    settings: { siteTimeZone: 'Europe/Berlin', publicUrl: null, outbound: OUTBOUND },
    secrets: { push: '44'.repeat(32) },
    clock,
    logger,
  })
  const { accessTokens, sessions } = identity
  const domains = [
    createIdentityLive(),
    archive.live,
    desk.live,
    messages.live,
    notifications.live,
    deliveries.live,
  ]
  const rules = createTopicRules(domains as unknown as readonly LiveDomain[])
  const log = createPgLiveLog({ url: db.url, logger })
  setRouteHost(
    createRouteHost({
      database,
      sessions,
      recentSessions: sessions,
      share: () => readAlone,
      accessTokens,
      secrets: SECRETS,
      limiter,
      logger,
      allowedOrigins: [],
    }),
  )
  setWardline({
    identity,
    archive,
    desk,
    messages,
    notifications,
    deliveries,
    signIn: createSignInHandler({ secrets: SECRETS, desk: identity.desk, sessions, logger }),
    readHeads: (actor, topics) => readHeads({ rules, log }, actor, topics),
  } as Wardline)

  const passwordHash = await createPasswords().hash('correct horse battery')
  const units = { own: uuidv7(), foreign: uuidv7(), third: uuidv7() }
  const unitOf = (standing: Standing): string | null =>
    standing === 'none' ? null : standing === 'own' ? units.own : units.foreign
  for (const [code, id] of Object.entries(units)) {
    await query('INSERT INTO units (id, code, name) VALUES ($1, $2, $2)', [id, code])
  }
  const hire = async (name: string, role: Role, standing: Standing): Promise<Asker> => {
    const [userId, sessionId] = [uuidv7(), uuidv7()]
    const email = `${name}@hospital.test`
    const before = standing === 'former' ? units.own : unitOf(standing)
    await query(
      `INSERT INTO users (id, email, name, role, unit_id, password_hash, updated_at)
       VALUES ($1, $2, $3, $4::role, $5, $6, now())`,
      [userId, email, name, role, before, passwordHash],
    )
    await query(
      `INSERT INTO sessions (id, user_id, device, expires_at) VALUES ($1, $2, 'Firefox at work', now() + interval '1 day')`,
      [sessionId, userId],
    )
    const unitId = unitOf(standing)
    if (before !== unitId) await query('UPDATE users SET unit_id = $2 WHERE id = $1', [userId, unitId])
    const actor = { userId, sessionId, name, email, role, unitId }
    const jwt = await encode({ token: { sid: sessionId }, secret: SECRETS.session })
    const token = await accessTokens.issue({ userId, sessionId })
    return { name, role, standing, actor, token, cookie: `next-auth.session-token=${jwt}` }
  }
  const askers: Asker[] = []
  for (const role of ROLES) {
    for (const standing of STANDINGS) {
      if (standing !== 'none' || THOROUGH.includes(role))
        askers.push(await hire(`${role}.${standing}`, role, standing))
    }
  }
  const disabled = await hire('disabled', 'manager', 'own')
  await query(`UPDATE users SET status = 'disabled' WHERE id = $1`, [disabled.actor.userId])
  const somebody = await hire('somebody', 'clerk', 'own')

  const gate = createGate(8)

  return {
    db,
    query,
    units,
    askers,
    disabled,
    somebody: somebody.actor,
    messages,
    rules,
    domains,
    errors,
    asker(role, standing) {
      const found = askers.find((each) => each.role === role && each.standing === standing)
      if (!found) throw new Error(`no ${role} is ${standing}`)
      return found
    },
    ask: (route, by, sent) => gate(async () => await askRoute(route, by, sent)),
    async [Symbol.asyncDispose]() {
      setRouteHost(null)
      await log.close()
      await pool.end()
      await db[Symbol.asyncDispose]()
    },
  }
}
