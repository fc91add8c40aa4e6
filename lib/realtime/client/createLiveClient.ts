import type { ServerFrame } from '../protocol/serverFrame.ts'
import { browserClock, type ClientClock } from './clientClock.ts'
import { createConnectionMachine } from './connectionMachine.ts'
import type { ConnectionStatus } from './connectionStatus.ts'
import type { Credentials, SessionState } from './credentials.ts'
import { SILENT, type DebugLog } from './debugLog.ts'
import { createListeners } from './listeners.ts'
import type { LiveClient, TopicChange, WireFrame } from './liveClient.ts'
import type { LiveEvent } from './liveEvent.ts'
import { createLiveness } from './liveness.ts'
import { NO_PAGE, type PageSignals } from './pageSignals.ts'
import { createPresenceBook } from './presenceBook.ts'
import { readServerFrame } from './readServerFrame.ts'
import type { SocketFactory } from './socketPort.ts'
import { toLiveEvent } from './toLiveEvent.ts'
import { createTopicSync } from './topicSync.ts'
import { createTypingBook } from './typingBook.ts'
import { waitForTopics } from './waitForTopics.ts'

/** What a client needs from where it runs. */
export interface LiveClientOptions {
  /** `ws://` or `wss://`, with `client_id` where the server should know this client again. */
  readonly url: string | (() => string)
  readonly webSocket: SocketFactory
  readonly credentials: Credentials
  /** Asked after three failures before `open`. Default: cannot be told. */
  readonly session?: () => Promise<SessionState>
  /** Names this client in heartbeats. */
  readonly tabId: string
  readonly page?: PageSignals
  readonly clock?: ClientClock
  /** In [0, 1). */
  readonly random?: () => number
  readonly debug?: DebugLog
}

/** What the server calls the loss of its database: then nothing can be promised about freshness. */
const STALE_WITHOUT = 'database'

/** Makes a client that is not connected yet. */
export function createLiveClient(o: LiveClientOptions): LiveClient {
  const { clock = browserClock, random = Math.random, page = NO_PAGE, debug = SILENT } = o
  const events = createListeners<[LiveEvent]>()
  const changes = createListeners<[TopicChange]>()
  const frames = createListeners<[WireFrame]>()
  const statuses = createListeners<[]>()
  let status: ConnectionStatus = { state: 'connecting', since: clock.now() }
  let greeting: Extract<ServerFrame, { type: 'connection_established' }> | null = null
  let degraded: readonly string[] = []
  let stopWatchingPage: () => void = () => undefined

  const send = (frame: object): boolean => machine.send(JSON.stringify(frame))
  const subscribe = (topic: string) => topics.subscribe(topic)
  const presence = createPresenceBook({
    send,
    subscribe,
    isHeard: (topic) => greeting !== null && topics.generation(topic) !== null,
  })
  const typing = createTypingBook({ clock, send, subscribe })
  const liveness = createLiveness({
    clock,
    ping: () => void send({ type: 'ping' }),
    dead: () => machine.replaceDead(),
  })
  const topics = createTopicSync({
    clock,
    send,
    onChange: (change) => changes.tell(change),
    onCaughtUp: () => showOpen(),
  })
  const machine = createConnectionMachine({
    webSocket: o.webSocket,
    url: () => (typeof o.url === 'string' ? o.url : o.url()),
    credentials: o.credentials,
    session: o.session ?? (() => Promise.resolve('unreachable')),
    canPoll: false,
    clock,
    random,
    onStatus: show,
    onText: receive,
    onLost(keepsCursors) {
      greeting = null
      liveness.end()
      typing.end()
      topics.end()
      if (!keepsCursors) topics.startOver()
    },
  })

  function show(next: ConnectionStatus) {
    if (JSON.stringify(next) === JSON.stringify(status)) return
    status = next
    statuses.tell()
  }

  /** Live once everything that was missed has come, and while the server can read its own database. */
  function showOpen() {
    if (!greeting) return
    const { connection_id: connectionId, user_id: userId } = greeting
    const now = clock.now()
    if (topics.isCaughtUp && !degraded.includes(STALE_WITHOUT)) {
      const isSame = status.state === 'live' && status.degraded.join() === degraded.join()
      const since = status.state === 'live' ? status.since : now
      if (!isSame) show({ state: 'live', since, connectionId, userId, degraded })
    } else if (status.state === 'live') show({ state: 'syncing', since: now, retryAt: null })
    else if (status.state !== 'connecting') show({ state: 'syncing', since: status.since, retryAt: null })
  }

  function receive(text: string) {
    liveness.heard()
    const read = readServerFrame(text)
    if (read.kind === 'invalid') return debug('Frame not understood', text.slice(0, 200))
    frames.tell(read.frame)
    if (read.kind === 'engine') handle(read.frame)
    deliver(read.frame)
  }

  function handle(frame: ServerFrame) {
    switch (frame.type) {
      case 'connection_established':
        debug('WebSocket connected')
        debug(`WebSocket connection established: ${frame.message}`)
        greeting = frame
        degraded = []
        machine.established(frame)
        liveness.begin(frame.heartbeat_interval * 1_000)
        topics.begin()
        showOpen()
        sayWhere()
        break
      case 'subscribed':
        topics.subscribed(frame)
        presence.heard(frame.topic)
        break
      case 'unsubscribed':
        topics.unsubscribed(frame)
        break
      case 'reset':
        topics.reset(frame)
        break
      case 'heartbeat':
        degraded = frame.degraded ?? []
        topics.compareHeads(frame.epoch, frame.heads)
        showOpen()
        sayWhere()
        break
      case 'closing':
        machine.closing(frame.reconnect)
        if (!frame.keep_cursors) topics.startOver()
        break
      case 'presence':
        presence.receive(frame)
        break
      case 'typing':
        typing.receive(frame)
        break
      case 'error':
        debug('Error from the server', frame)
        topics.refused(frame)
        break
      default:
    }
  }

  /** Whatever carries a seq moves the topic's cursor, known to this client or not. */
  function deliver(frame: WireFrame) {
    const { topic, seq, type } = frame
    if (typeof topic !== 'string' || typeof seq !== 'number' || type === 'subscribed' || type === 'reset')
      return
    if (topics.take(topic, seq) !== 'next' || type === 'skip') return
    if (type === 'data_update') debug('Data update received:', frame)
    events.tell(toLiveEvent(frame, topic, seq))
  }

  function sayWhere() {
    const tab = { tab_id: o.tabId, current_page: page.currentPage().slice(0, 300), visible: page.isVisible() }
    send({ type: 'heartbeat', data: { tabs: [tab] } })
  }

  function watchPage() {
    let stopReturn: () => void = () => undefined
    const stopWake = page.onWake((why) => {
      machine.wake(why)
      if (why === 'used') return
      liveness.doubt()
      sayWhere()
    })
    const stopLeave = page.onLeave(() => {
      machine.close()
      // Back from the browser's cache, the page goes on where it was.
      stopReturn()
      stopReturn = page.onWake(() => {
        stopReturn()
        machine.start()
      })
    })
    return () => {
      stopWake()
      stopLeave()
      stopReturn()
    }
  }

  return {
    status: { get: () => status, watch: statuses.add },
    start() {
      stopWatchingPage()
      stopWatchingPage = watchPage()
      machine.start()
    },
    close() {
      stopWatchingPage()
      stopWatchingPage = () => undefined
      machine.close()
    },
    wake() {
      machine.wake('visible')
      liveness.doubt()
    },
    sayWhere,
    subscribe,
    generation: topics.generation,
    whenPositioned: (wanted, options) =>
      waitForTopics(wanted, {
        ...options,
        clock,
        generation: topics.generation,
        isHopeless: (topic) => topics.isRefused(topic) || (!greeting && status.state !== 'connecting'),
        watch(listener) {
          const undo = [changes.add(listener), statuses.add(listener)]
          return () => undo.forEach((stop) => stop())
        },
      }),
    onEvent: events.add,
    onTopicChange: changes.add,
    onFrame: frames.add,
    send,
    presence: presence.of,
    typists: typing.of,
    setTyping: typing.say,
  }
}
