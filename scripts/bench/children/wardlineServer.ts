import type { IncomingMessage, ServerResponse } from 'node:http'
import { v7 as uuidv7 } from 'uuid'
import { GET as readCrates } from '../../../app/api/archive/crates/route.ts'
import { GET as readSummary } from '../../../app/api/archive/summary/route.ts'
import { composeWardline, type Composed } from '../../../lib/composition/composeWardline.ts'
import { unitTopic } from '../../../lib/domains/identity/contract.ts'
import type { RouteHandler } from '../../../lib/platform/http/routeDefinition.ts'
import { readSettings } from '../../../lib/platform/settings/readSettings.ts'
import { createShutdown } from '../../../lib/platform/shutdown.ts'
import { startWebServer } from '../../../lib/platform/web/startWebServer.ts'
import { silentLogger } from '../../../lib/realtime/testing/createTestGateway.ts'
import { answerParent } from '../answerParent.ts'
import { openWriter, type Writer } from '../openWriter.ts'

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

export type WardlineQuestions = {
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
const now = () => Number(process.hrtime.bigint()) / 1e6

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
  return web.port
}

async function signIn(count: number): Promise<readonly string[]> {
  const { database, identity } = composed.wardline
  const unit = await database.prisma.unit.findFirstOrThrow({ where: { code: 'surgery' } })
  const people = Array.from({ length: count }, (_, n) => ({
    id: uuidv7(),
    sessionId: uuidv7(),
    name: `Clerk ${n}`,
  }))
  const nobody = { actorId: null, sessionId: null, changeId: null, address: null }
  await database.inTransaction(nobody, async (tx) => {
    await tx.user.createMany({
      data: people.map(({ id, name }) => ({
        id,
        name,
        email: `${id}@bench.test`,
        role: 'clerk',
        unitId: unit.id,
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
  return await Promise.all(
    people.map(({ id, sessionId }) => identity.accessTokens.issue({ userId: id, sessionId })),
  )
}

answerParent({
  listen,
  signIn: ({ count }) => signIn(count),
  write: async () => {
    const begunAt = now()
    await writer.write(0)
    return { begunAt, doneAt: now() }
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
