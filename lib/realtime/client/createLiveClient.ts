import type { Cursor } from '../protocol/cursor.ts'
import { formatHeard } from '../protocol/heardHeads.ts'
import type { ServerFrame } from '../protocol/serverFrame.ts'
import { browserClock, type ClientClock } from './clientClock.ts'
import type { ConnectionStatus } from './connectionStatus.ts'
import type { Credentials, SessionState } from './credentials.ts'
import { SILENT, type DebugLog } from './debugLog.ts'
import { createDirectLine, type Connecting } from './directLine.ts'
import { createHeadPoller, type ReadHeads } from './headPoller.ts'
import type { Line, LineEvents } from './line.ts'
import { createListeners } from './listeners.ts'
import type { LiveClient, TopicChange, WireFrame } from './liveClient.ts'
import type { LiveEvent } from './liveEvent.ts'
import { NO_PAGE, type PageSignals, type PageSignal } from './pageSignals.ts'
import { createPresenceBook } from './presenceBook.ts'
import type { ValidFrame } from './readServerFrame.ts'
import type { SocketFactory } from './socketPort.ts'
import { toLiveEvent } from './toLiveEvent.ts'
import { createTopicSync } from './topicSync.ts'
import { createTypingBook } from './typingBook.ts'
import { waitForTopics } from './waitForTopics.ts'
import { watchPage } from './watchPage.ts'

/** What a client needs from where it runs. */
export interface LiveClientOptions {
  /** `ws://` or `wss://`, with `client_id` where the server should know this client again. */
  readonly url: string | (() => string)
  readonly webSocket: SocketFactory
  readonly credentials: Credentials
  /** Asked after three failures before `open`. Default: cannot be told. */
  readonly session?: () => Promise<SessionState>
  /** Lets it poll where sockets do not get through. Default: it cannot. */
  readonly readHeads?: ReadHeads
  /** The server takes no sockets: it polls from the start. Default: it does. */
  readonly isSocketless?: boolean
  /** Names this client in heartbeats. */
  readonly tabId: string
  readonly page?: PageSignals
  /** Makes what carries the frames. Default: a connection of one's own. */
  readonly line?: (parts: Connecting & LineEvents) => Line
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
  const { line: createLine = createDirectLine } = o
  const events = createListeners<[LiveEvent]>()
  const changes = createListeners<[TopicChange]>()
  const frames = createListeners<[WireFrame]>()
  const statuses = createListeners<[]>()
  let status: ConnectionStatus = { state: 'connecting', since: clock.now() }
  /** What the tab at whose connection this one hangs tells people. */
  let led: ConnectionStatus | null = null
  let greeting: Extract<ServerFrame, { type: 'connection_established' }> | null = null
  let degraded: readonly string[] = []
  let stopWatchingPage: () => void = () => undefined

  const send = (frame: object): boolean => line.send(frame)
  const subscribe = (topic: string) => topics.subscribe(topic)
  const presence = createPresenceBook({
    send,
    subscribe,
    isHeard: (topic) => greeting !== null && topics.generation(topic) !== null,
  })
  const typing = createTypingBook({ clock, send, subscribe })
  const topics = createTopicSync({
    clock,
    send,
    onChange: (change) => changes.tell(change),
    onCaughtUp: () => showOpen(),
    onWanted: (topic) => poller?.want(topic),
  })
  const poller =
    o.readHeads &&
    createHeadPoller({
      clock,
      random,
      readHeads: o.readHeads,
      topics: topics.all,
      onHeads: topics.polled,
      onOutcome: (outcome) => line.polled(outcome),
    })
  const line = createLine({
    webSocket: o.webSocket,
    url: () => (typeof o.url === 'string' ? o.url : o.url()),
    credentials: o.credentials,
    session: o.session ?? (() => Promise.resolve('unreachable')),
    canPoll: poller !== undefined,
    isSocketless: o.isSocketless === true && poller !== undefined,
    clock,
    random,
    debug,
    onStatus: show,
    onLed(next) {
      led = next
      if (next?.state === 'live') showOpen()
      else if (next) show(next)
    },
    onFrame: receive,
    onPolling: (isPolling) => (isPolling ? poller?.begin() : poller?.end()),
    onLost(keepsCursors) {
      greeting = null
      typing.end()
      topics.end()
      if (!keepsCursors) topics.startOver()
    },
  })

  function show(next: ConnectionStatus) {
    if (JSON.stringify(next) === JSON.stringify(status)) return
    status = next
    line.shown(next)
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
      if (led) show(led)
      else if (!isSame) show({ state: 'live', since, connectionId, userId, degraded })
    } else if (status.state === 'live') show({ state: 'syncing', since: now, retryAt: null })
    else if (status.state !== 'connecting') show({ state: 'syncing', since: status.since, retryAt: null })
  }

  function receive(read: ValidFrame) {
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

  function signalled(why: PageSignal) {
    if (why === 'hidden') return sayWhere()
    line.wake(why)
    if (why === 'used') return
    poller?.look()
    if (why !== 'focused') sayWhere()
  }

  return {
    status: { get: () => status, watch: statuses.add },
    start() {
      stopWatchingPage()
      stopWatchingPage = watchPage(page, { onSignal: signalled, onSleep: line.close, onReturn: line.start })
      line.start()
    },
    close() {
      stopWatchingPage()
      stopWatchingPage = () => undefined
      line.close()
    },
    wake() {
      line.wake('visible')
      poller?.look()
    },
    look: () => poller?.look(),
    sayWhere,
    subscribe,
    generation: topics.generation,
    heard(wanted) {
      const cursors = new Map<string, Cursor>()
      for (const topic of wanted) {
        const cursor = topics.cursor(topic)
        if (cursor === null) return null
        cursors.set(topic, cursor)
      }
      return formatHeard(cursors)
    },
    whenPositioned: (wanted, options) =>
      waitForTopics(wanted, {
        ...options,
        clock,
        generation: topics.generation,
        isHopeless: (topic) =>
          topics.isRefused(topic) ||
          (!greeting && status.state !== 'connecting' && status.state !== 'polling'),
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
