import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { encode } from 'next-auth/jwt'
import { createMetrics } from '../../../lib/platform/metrics.ts'
import { createAccessTokens } from '../../../lib/platform/session/accessTokens.ts'
import { connectProof } from '../../../lib/platform/session/connectProof.ts'
import { createAuthenticator } from '../../../lib/platform/session/createAuthenticator.ts'
import type { Actor } from '../../../lib/realtime/server/actor.ts'
import type { Authenticator } from '../../../lib/realtime/server/authenticator.ts'
import { sealBatch } from '../../../lib/realtime/server/batchWire.ts'
import { CHANNEL } from '../../../lib/realtime/server/channels.ts'
import { systemClock } from '../../../lib/realtime/server/clock.ts'
import { createRealtime } from '../../../lib/realtime/server/createRealtime.ts'
import { createMemoryBackplane } from '../../../lib/realtime/server/memoryBackplane.ts'
import { createPayloadSeal } from '../../../lib/realtime/server/sealedPayload.ts'
import { silentLogger, TEST_KEY, TEST_SETTINGS } from '../../../lib/realtime/testing/createTestGateway.ts'
import { createMemoryLog } from '../../../lib/realtime/testing/memoryLog.ts'
import { answerParent } from '../answerParent.ts'
import { costMeter, inFlights } from '../costMeter.ts'
import type { EngineQuestions, Pass } from '../serverQuestions.ts'

// The engine as the product runs it, with its metrics and limits, and the product's way to read cookies and proofs. Log
// and sessions are in memory; a token simply names its user.

const EXPIRES_AT = Date.parse('2100-01-01T00:00:00Z')
const SECRETS = { session: 'bench-session-secret', proof: 'cd'.repeat(32) }
const actorOf = (userId: string): Actor => ({ userId, sessionId: userId, name: userId })

let sessionQueries = 0
const cookies = createAuthenticator({
  secrets: SECRETS,
  accessTokens: createAccessTokens({ secret: 'ef'.repeat(32), lifetimeSeconds: 3_600 }),
  sessions: {
    find: async (ids) => {
      sessionQueries += 1
      return new Map(ids.map((id) => [id, { state: 'open', actor: actorOf(id), expiresAt: EXPIRES_AT }]))
    },
    noteSeen: () => {},
  },
})
const authenticator: Authenticator = {
  authenticate: async (credential) =>
    credential.kind === 'token'
      ? { ok: true, actor: actorOf(credential.token), expiresAt: EXPIRES_AT }
      : await cookies.authenticate(credential),
  recheck: cookies.recheck,
}

async function makePass(): Promise<Pass> {
  const sid = randomUUID()
  const token = await encode({ token: { sid }, secret: SECRETS.session })
  return { cookie: `next-auth.session-token=${token}`, proof: connectProof(SECRETS.proof, sid) }
}

const log = createMemoryLog()
const backplane = createMemoryBackplane({ logger: silentLogger })
const seal = createPayloadSeal(TEST_KEY)
const realtime = await createRealtime({
  log,
  backplane,
  authenticator,
  domains: [{ name: 'units', models: {}, topics: { 'unit:{unitId}': { maySubscribe: () => true } } }],
  doors: [],
  // Heartbeats are no events: they would be counted.
  settings: {
    ...TEST_SETTINGS,
    maxConnections: 100_000,
    heartbeatMs: 3_600_000,
    connectionTimeoutMs: 3_600_000,
  },
  secrets: { backplane: TEST_KEY },
  clock: systemClock,
  logger: silentLogger,
  metrics: createMetrics().realtime,
  relayStore: null,
  processId: 'bench',
  autoTopics: () => [],
  otherProcesses: async () => 0,
})
const server = createServer()
server.on('upgrade', (request, socket, head) => realtime.handleUpgrade(request, socket, head))

/** As the relay does: committed, sealed, published. */
function announce(topic = 'unit:a'): void {
  void backplane.publish(CHANNEL.log, sealBatch(seal, log.append({ topic })))
}

answerParent({
  ...costMeter(),
  listen: () =>
    new Promise((resolve) =>
      server.listen(0, '127.0.0.1', 4_096, () => resolve((server.address() as AddressInfo).port)),
    ),
  emit: (asked) => inFlights(asked, () => announce()),
  passes: async ({ count }) => await Promise.all(Array.from({ length: count }, makePass)),
  fill: ({ events, topic }) => {
    for (let event = 0; event < events; event += 1) announce(topic)
  },
  reads: () => ({ sessions: sessionQueries, topics: log.calls.readTopic }),
} satisfies EngineQuestions)
