import type { IncomingMessage, ServerResponse } from 'node:http'
import { v7 as uuidv7 } from 'uuid'
import { GET as readCrates } from '../../../app/api/archive/crates/route.ts'
import { GET as readSummary } from '../../../app/api/archive/summary/route.ts'
import { composeWardline, type Composed } from '../../../lib/composition/composeWardline.ts'
import { type DeskActor, unitTopic } from '../../../lib/domains/identity/contract.ts'
import { ADDED_AT_ONCE_MAX } from '../../../lib/domains/messages/contract.ts'
import type { ServiceCall } from '../../../lib/platform/http/serviceCall.ts'
import type { RouteHandler } from '../../../lib/platform/http/routeDefinition.ts'
import { readSettings } from '../../../lib/platform/settings/readSettings.ts'
import { createShutdown } from '../../../lib/platform/shutdown.ts'
import { startWebServer } from '../../../lib/platform/web/startWebServer.ts'
import { silentLogger } from '../../../lib/realtime/testing/createTestGateway.ts'
import { answerParent } from '../answerParent.ts'
import { costMeter } from '../costMeter.ts'
import { machineNow } from '../machineClock.ts'
import { openWriter, type Writer } from '../openWriter.ts'
import type { TalkQuestions } from '../talkQuestions.ts'

// The product as `npm start` composes it, on its own web server and gateway. In place of Next stand the route handlers that
// Next would call: what is measured is what they cost.

export interface ServerStart {
  readonly databaseUrl: string
  readonly dataDir: string
  readonly redisUrl: string | null
}

/** On the clock that all processes of a machine share, in ms. */
export interface TimedWrite {
  readonly begunAt: number
  readonly doneAt: number
}

export type WardlineQuestions = TalkQuestions & {
  /** Answers with the port. */
  listen: (asked: ServerStart) => Promise<number>
  /** Signs so many new clerks of Surgery in; answers with their tokens. */
  signIn: (asked: { readonly count: number }) => Promise<readonly string[]>
  write: () => Promise<TimedWrite>
  /** Relocates the crate that `write` writes, and answers which it is and at what version it stands then. */
  change: () => Promise<{ readonly id: string; readonly version: number }>
  /** Where these people work. */
  unitTopic: () => Promise<string>
  /** Queries that routes have sent. */
  queries: () => Promise<number>
}

const ROUTES: Readonly<Record<string, RouteHandler>> = {
  '/api/archive/crates': readCrates,
  '/api/archive/summary': readSummary,
}

let composed: Composed
let writer: Writer
let port: number
let talking = { conversationId: '', clerks: [] as readonly Clerk[], said: 0 }

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://bench.test')
  const route = ROUTES[url.pathname]
  if (route === undefined) {
    response.writeHead(404).end()
    return
  }
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value))
  const answer = await route(new Request(url, { headers }))
  response.writeHead(answer.status, Object.fromEntries(answer.headers))
  response.end(Buffer.from(await answer.arrayBuffer()))
}

async function listen({ databaseUrl, dataDir, redisUrl }: ServerStart): Promise<number> {
  const settings = readSettings({
    DATABASE_URL: databaseUrl,
    WARDLINE_DATA_DIR: dataDir,
    WARDLINE_DEMO: 'true',
    ...(redisUrl !== null && { REDIS_URL: redisUrl }),
  })
  composed = await composeWardline({
    settings,
    logger: silentLogger,
    shutdown: createShutdown({ logger: silentLogger }),
  })
  const { realtime, wardline } = composed
  const { database, archive } = wardline
  writer = await openWriter(databaseUrl, { lanes: 1, open: () => ({ database, archive }) })
  const web = await startWebServer({
    dev: false,
    pages: { handle, handleUpgrade: (_request, socket) => socket.destroy(), close: () => Promise.resolve() },
    host: '127.0.0.1',
    port: 0,
    trustedProxies: [],
    publicUrl: null,
    allowedHosts: [],
    isSocketPath: (pathname) => realtime.isSocketPath(pathname),
    handleUpgrade: (request, socket, head) => realtime.handleUpgrade(request, socket, head),
    operations: () => false,
    logger: silentLogger,
  })
  port = web.port
  return port
}

interface Clerk {
  readonly id: string
  readonly sessionId: string
  readonly name: string
  readonly unitId: string
}

/** Signs so many new clerks of Surgery in. */
async function hire(count: number): Promise<readonly Clerk[]> {
  const { database } = composed.wardline
  const unit = await database.prisma.unit.findFirstOrThrow({ where: { code: 'surgery' } })
  const people = Array.from({ length: count }, (_, n) => ({
    id: uuidv7(),
    sessionId: uuidv7(),
    name: `Clerk ${n}`,
    unitId: unit.id,
  }))
  const nobody = { actorId: null, sessionId: null, changeId: null, address: null }
  await database.inTransaction(nobody, async (tx) => {
    await tx.user.createMany({
      data: people.map(({ id, name, unitId }) => ({
        id,
        name,
        email: `${id}@bench.test`,
        role: 'clerk',
        unitId,
        passwordHash: 'none',
      })),
    })
    await tx.session.createMany({
      data: people.map(({ id, sessionId }) => ({
        id: sessionId,
        userId: id,
        kind: 'script',
        device: 'a benchmark',
        expiresAt: new Date(Date.now() + 3_600_000),
      })),
    })
  })
  return people
}

function tokensOf(people: readonly Clerk[]): Promise<readonly string[]> {
  const { accessTokens } = composed.wardline.identity
  return Promise.all(people.map(({ id, sessionId }) => accessTokens.issue({ userId: id, sessionId })))
}

/** They take turns in saying something, through the service that routes and frames call. */
async function talk(people: number): ReturnType<TalkQuestions['talk']> {
  const { conversations } = composed.wardline.messages
  const clerks = await hire(people)
  const [first, ...others] = clerks
  if (first === undefined) throw new Error('nobody talks')
  const begun = others.slice(0, ADDED_AT_ONCE_MAX).map(({ id }) => id)
  const { id } = await conversations.create(callOf(first), { kind: 'group', user_ids: begun })
  for (let from = begun.length; from < others.length; from += ADDED_AT_ONCE_MAX) {
    const user_ids = others.slice(from, from + ADDED_AT_ONCE_MAX).map((other) => other.id)
    await conversations.add(callOf(first), id, { user_ids, with_history: true })
  }
  talking = { conversationId: id, clerks, said: 0 }
  return { port, conversationId: id, tokens: await tokensOf(clerks) }
}

async function say(words: string): ReturnType<TalkQuestions['say']> {
  const { clerks, conversationId, said } = talking
  const speaker = clerks[said % clerks.length]
  if (speaker === undefined) throw new Error('nobody talks')
  talking = { ...talking, said: said + 1 }
  const id = uuidv7()
  const at = machineNow()
  await composed.wardline.messages.messages.send(callOf(speaker), conversationId, { id, content: words })
  return { id, at }
}

function callOf({ id, name, sessionId, unitId }: Clerk): ServiceCall<DeskActor> {
  const actor = { id, userId: id, sessionId, name, email: `${id}@bench.test`, role: 'clerk' as const, unitId }
  const stamp = { actorId: id, sessionId, changeId: uuidv7(), address: '127.0.0.1' }
  return { actor, stamp, idempotency: null }
}

const { begin, end } = costMeter()

answerParent({
  listen,
  begin,
  end,
  talk: ({ people }) => talk(people),
  say: ({ words }) => say(words),
  signIn: async ({ count }) => tokensOf(await hire(count)),
  write: async () => {
    const begunAt = machineNow()
    await writer.write(0)
    return { begunAt, doneAt: machineNow() }
  },
  change: async () => {
    await writer.write(0)
    return writer.crate(0)
  },
  unitTopic: async () => {
    const { prisma } = composed.wardline.database
    return unitTopic((await prisma.unit.findFirstOrThrow({ where: { code: 'surgery' } })).id)
  },
  queries: async () => {
    const { text } = await composed.metrics.render()
    return Number(/wardline_database_queries_total (\d+)/.exec(text)?.[1])
  },
} satisfies WardlineQuestions)
