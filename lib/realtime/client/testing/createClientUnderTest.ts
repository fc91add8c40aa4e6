import type { ReadHeads } from '../headPoller.ts'
import { createLiveClient, type LiveClientOptions } from '../createLiveClient.ts'
import type { Credentials, SessionState } from '../credentials.ts'
import type { LiveClient, TopicChange } from '../liveClient.ts'
import type { LiveEvent } from '../liveEvent.ts'
import { createManualClock, type ManualClock } from './manualClock.ts'
import { createScriptedServer, type ScriptedServer, type ScriptedSocket } from './scriptedServer.ts'
import { createTestPage, type TestPage } from './createTestPage.ts'

/** A client with everything around it played by the test, and what it has told so far. */
export interface ClientUnderTest {
  readonly client: LiveClient
  readonly server: ScriptedServer
  readonly clock: ManualClock
  readonly page: TestPage
  readonly events: LiveEvent[]
  readonly changes: TopicChange[]
  readonly statuses: string[]
  readonly debugLines: string[]
  /** What HTTP would say about the session. */
  session: SessionState | Promise<SessionState>
  /** Starts, connects and greets. */
  connect(over?: Readonly<Record<string, unknown>>): Promise<ScriptedSocket>
  /** Answers the pending `subscribe` of the topic. */
  answerSubscribe(topic: string, seq: number, epoch?: string): void
}

/** `random` is 0 unless it is given: every backoff is its least. */
export function createClientUnderTest(
  o: {
    readonly random?: () => number
    readonly credentials?: Credentials
    readonly readHeads?: ReadHeads
    readonly isSocketless?: boolean
    readonly line?: LiveClientOptions['line']
  } = {},
): ClientUnderTest {
  const server = createScriptedServer()
  const clock = createManualClock()
  const page = createTestPage()
  const debugLines: string[] = []
  const client = createLiveClient({
    url: 'ws://wardline.test/ws',
    webSocket: server.factory,
    credentials: o.credentials ?? (() => Promise.resolve({ protocols: ['wardline.v1', 'proof.00'] })),
    session: () => Promise.resolve(test.session),
    tabId: 'tab-1',
    page,
    clock,
    random: o.random ?? (() => 0),
    ...(o.readHeads && { readHeads: o.readHeads }),
    ...(o.line && { line: o.line }),
    ...(o.isSocketless && { isSocketless: true }),
    debug: (message) => void debugLines.push(message),
  })
  const test: ClientUnderTest = {
    client,
    server,
    clock,
    page,
    events: [],
    changes: [],
    statuses: [],
    debugLines,
    session: 'unreachable',
    async connect(over) {
      client.start()
      await clock.advance(0)
      return server.greet(over)
    },
    answerSubscribe(topic, seq, epoch = 'e1') {
      server.socket.take('subscribe')
      server.socket.send({ type: 'subscribed', topic, epoch, seq, recovered: null, replayed: 0 })
    },
  }
  client.onEvent((event) => test.events.push(event))
  client.onTopicChange((change) => test.changes.push(change))
  client.status.watch(() => test.statuses.push(client.status.get().state))
  return test
}

/** A `data_update` of a crate. */
export function crateUpdate(topic: string, seq: number, over: Readonly<Record<string, unknown>> = {}) {
  return {
    type: 'data_update',
    entity: 'crate',
    action: 'updated',
    data: { id: `crate-${seq}` },
    timestamp: '2026-01-01T00:00:00.000Z',
    topic,
    seq,
    ...over,
  }
}
