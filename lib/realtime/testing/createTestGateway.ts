import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SUBPROTOCOL } from '../protocol/version.ts'
import type { Actor } from '../server/actor.ts'
import type { Authentication, Authenticator } from '../server/authenticator.ts'
import { sealBatch } from '../server/batchWire.ts'
import { CHANNEL } from '../server/channels.ts'
import { systemClock } from '../server/clock.ts'
import type { Clock } from '../server/clock.ts'
import { createRealtime } from '../server/createRealtime.ts'
import type { RealtimeOptions } from '../server/createRealtime.ts'
import type { EngineLogger } from '../server/engineLogger.ts'
import type { LogBatch, RoutedEvent } from '../server/logEntry.ts'
import type { Realtime } from '../server/realtime.ts'
import { noMetrics } from '../server/realtimeMetrics.ts'
import type { RealtimeSettings } from '../server/realtimeSettings.ts'
import { createPayloadSeal } from '../server/sealedPayload.ts'
import { createMemoryLog } from './memoryLog.ts'
import type { MemoryLog } from './memoryLog.ts'
import { createTestSocket } from './createTestSocket.ts'
import type { TestSocket, TestSocketOptions } from './createTestSocket.ts'
import { createTestWire } from './createTestWire.ts'
import type { TestBackplane, TestWire } from './createTestWire.ts'

/** Somebody in a test: `units` is what they may read. */
export interface TestActor extends Actor {
  readonly units: readonly string[]
}

/** Answers for people by token; a token is the user's id, a cookie `session` likewise with the proof `ok`. */
export interface FakeAuthenticator extends Authenticator {
  readonly people: Map<string, TestActor>
  /** Questions asked so far. */
  readonly asked: { authenticate: number; recheck: number }
  /** Rejects until set back. */
  isAway: boolean
  /** When sessions and tokens end, in ms since the epoch. */
  expiresAt: number
  /** Answers wait for it. */
  gate: Promise<void>
}

export interface TestGatewayOptions extends Partial<RealtimeOptions<TestActor>> {
  readonly wire?: TestWire
  readonly memoryLog?: MemoryLog
  readonly settingsOver?: Partial<RealtimeSettings>
}

export interface TestGateway extends AsyncDisposable {
  readonly realtime: Realtime
  readonly log: MemoryLog
  readonly wire: TestWire
  readonly backplane: TestBackplane
  readonly authenticator: FakeAuthenticator
  readonly port: number
  readonly url: (path?: string) => string
  /** Adds somebody who may read these units. */
  person(userId: string, units?: readonly string[]): TestActor
  /** Commits events and publishes them, as the relay does. */
  announce(...events: readonly Partial<RoutedEvent>[]): LogBatch
  publish(batch: LogBatch): void
  /** Connects with a token to `/ws`, or another path, and waits for the first frame there. */
  connect(userId: string, path?: string, options?: TestSocketOptions): Promise<TestSocket>
  /** Connects to `/ws` and subscribes. */
  listen(userId: string, topic: string, more?: object): Promise<TestSocket>
}

export const TEST_SETTINGS: RealtimeSettings = {
  heartbeatMs: 30_000,
  connectionTimeoutMs: 120_000,
  maxConnectionsPerUser: 10,
  maxConnections: 10_000,
  historySize: 1_000,
  maxSubscriptions: 500,
  recheckMs: 60_000,
  allowedOrigins: [],
  allowedHosts: [],
  trustedProxies: [],
  queryToken: true,
  reconnect: { min_ms: 500, max_ms: 5_000 },
}

export const TEST_KEY = 'ab'.repeat(32)

export const silentLogger: EngineLogger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** A gateway over real sockets on a free port, with a log, a backplane and people in memory. */
export async function createTestGateway(options: TestGatewayOptions = {}): Promise<TestGateway> {
  const log = options.memoryLog ?? createMemoryLog()
  const clock: Clock = options.clock ?? systemClock
  const wire = options.wire ?? createTestWire(clock)
  const backplane = wire.connect()
  const authenticator = createFakeAuthenticator()
  const realtime = await createRealtime<TestActor>({
    log,
    backplane,
    authenticator,
    domains: [unitsDomain],
    doors: [],
    secrets: { backplane: TEST_KEY },
    logger: silentLogger,
    metrics: noMetrics,
    relayStore: null,
    processId: 'test',
    autoTopics: () => [],
    otherProcesses: () => Promise.resolve(0),
    // Units stand for memberships here, not for the role.
    rightsOf: () => '',
    ...options,
    clock,
    settings: { ...TEST_SETTINGS, ...options.settingsOver },
  })
  const server = createServer()
  server.on('upgrade', (request, socket, head) => realtime.handleUpgrade(request, socket, head))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = (path = '/ws'): string => `ws://127.0.0.1:${port}${path}`
  const seal = createPayloadSeal(TEST_KEY)
  const publish = (batch: LogBatch): void => void backplane.publish(CHANNEL.log, sealBatch(seal, batch))
  const connect = (userId: string, path = '/ws', more: TestSocketOptions = {}): Promise<TestSocket> => {
    const protocols = more.protocols ?? [SUBPROTOCOL, `bearer.${userId}`]
    return createTestSocket(url(path), { ...more, protocols })
  }
  return {
    realtime,
    log,
    wire,
    backplane,
    authenticator,
    port,
    url,
    publish,
    connect,
    person(userId, units = ['a']) {
      const actor = { userId, sessionId: `session-${userId}`, name: `Name of ${userId}`, units }
      authenticator.people.set(userId, actor)
      return actor
    },
    announce(...events) {
      const batch = log.append(...events)
      publish(batch)
      return batch
    },
    async listen(userId, topic, more = {}) {
      const socket = await connect(userId)
      await socket.expect({ type: 'connection_established' })
      socket.send({ type: 'subscribe', topic, ...more })
      await socket.expect({ type: 'subscribed', topic })
      return socket
    },
    async [Symbol.asyncDispose]() {
      await realtime.close()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
    },
  }
}

/** Topics `unit:{unitId}` for those who read the unit, with presence, and `user:{userId}` for oneself. */
export const unitsDomain: RealtimeOptions<TestActor>['domains'][number] = {
  name: 'units',
  models: {},
  topics: {
    'unit:{unitId}': {
      maySubscribe: (actor, { unitId }) => actor.units.includes(unitId ?? ''),
      presence: true,
    },
    'user:{userId}': { maySubscribe: (actor, { userId }) => actor.userId === userId },
  },
}

function createFakeAuthenticator(): FakeAuthenticator {
  const people = new Map<string, TestActor>()
  const asked = { authenticate: 0, recheck: 0 }
  const judge = (userId: string, expiresAt: number): Authentication => {
    const actor = people.get(userId)
    return actor === undefined ? { ok: false, reason: 'invalid' } : { ok: true, actor, expiresAt }
  }
  return {
    people,
    asked,
    isAway: false,
    expiresAt: Date.parse('2100-01-01T00:00:00Z'),
    gate: Promise.resolve(),
    async authenticate(credential) {
      asked.authenticate += 1
      const answer: Authentication =
        credential.kind === 'token'
          ? judge(credential.token, this.expiresAt)
          : credential.kind === 'cookie' && credential.proof === 'ok'
            ? judge(credential.cookies['session'] ?? '', this.expiresAt)
            : { ok: false, reason: 'missing' }
      await this.gate
      if (this.isAway) throw new Error('the store is away')
      return answer
    },
    async recheck(sessionIds) {
      asked.recheck += 1
      await this.gate
      if (this.isAway) throw new Error('the store is away')
      const actors = [...people.values()].filter(({ sessionId }) => sessionIds.includes(sessionId))
      return new Map(actors.map((actor) => [actor.sessionId, actor]))
    },
  }
}
