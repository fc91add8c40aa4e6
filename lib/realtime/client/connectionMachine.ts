import { CLOSE, closeRange } from '../protocol/closeReason.ts'
import type { ConnectionEstablishedFrame } from '../protocol/frames/connectionEstablished.ts'
import type { ReconnectWindow } from '../protocol/topicName.ts'
import { DEFAULT_BOUNDS, reconnectDelayMs } from './backoff.ts'
import type { ClientClock } from './clientClock.ts'
import type { ConnectionStatus, OfflineReason } from './connectionStatus.ts'
import type { Credentials, SessionState } from './credentials.ts'
import { openSocket, type OpenSocket, type SocketFactory } from './socketPort.ts'

/** From the first byte to `connection_established`, in ms. */
const GREETING_MS = 10_000
/** A connection that held so long was a good one: the next failure counts from 0 again (CLI-1). */
const STABLE_MS = 10_000
/** Failures before `open` after which the session is asked about over HTTP, and again after as many. */
const FAILURES_BEFORE_ASKING = 3
/** Failures in a row after which people are told "Offline". */
const FAILURES_UNTIL_OFFLINE = 10
/** What a socket that broke without a word is closed with. */
const BROKEN = 1006

/** Where the machine is. What a field says is true only in its phase. */
type Phase =
  | { readonly phase: 'closed' }
  | { readonly phase: 'preparing' }
  | {
      readonly phase: 'opening'
      readonly socket: OpenSocket
      readonly stopTimer: () => void
      hasOpened: boolean
    }
  | { readonly phase: 'open'; readonly socket: OpenSocket; readonly stopTimer: () => void }
  | {
      readonly phase: 'waiting'
      readonly retryAt: number
      readonly isPatient: boolean
      readonly stopTimer: () => void
    }
  | { readonly phase: 'ended'; readonly reason: Exclude<OfflineReason, 'unreachable'> | 'signed_out' }

/** Opens a connection and keeps opening it, as the close codes and the backoff say (CON-6, CLI-1). */
export interface ConnectionMachine {
  start(): void
  close(): void
  /** Something suggests to look at once. `used`: the person did something here. */
  wake(why: 'visible' | 'online' | 'used'): void
  /** False when no connection stands. */
  send(text: string): boolean
  /** The server's greeting: from now on `send` works. */
  established(frame: ConnectionEstablishedFrame): void
  /** The server said how to come back. */
  closing(window: ReconnectWindow): void
  /** Ends a connection on which nothing comes any more, and opens another at once. */
  replaceDead(): void
}

export interface ConnectionMachineOptions {
  readonly webSocket: SocketFactory
  readonly url: () => string
  readonly credentials: Credentials
  readonly session: () => Promise<SessionState>
  /** Whether data can be kept fresh without a socket: then `polling` is told where only sockets do not get through. */
  readonly canPoll: boolean
  readonly clock: ClientClock
  readonly random: () => number
  /** Called with every change that people should see; while a connection stands it is the caller's to tell. */
  readonly onStatus: (status: Exclude<ConnectionStatus, { state: 'live' }>) => void
  readonly onText: (text: string) => void
  /** The connection that was established is gone. */
  readonly onLost: (keepsCursors: boolean) => void
}

/** Makes a closed machine. */
export function createConnectionMachine(o: ConnectionMachineOptions): ConnectionMachine {
  let state: Phase = { phase: 'closed' }
  let bounds = DEFAULT_BOUNDS
  let window: ReconnectWindow | null = null
  let failures = 0
  let failuresBeforeOpen = 0
  let isBlocked = false
  let hasRefreshed = false
  /** When data was last live, or the first try began. */
  let since = 0
  let wasEstablished = false

  function enter(next: Phase) {
    if ('stopTimer' in state) state.stopTimer()
    if (state.phase === 'open') since = o.clock.now()
    state = next
    tell()
  }

  function tell() {
    const retryAt = state.phase === 'waiting' ? state.retryAt : null
    if (state.phase === 'closed') o.onStatus({ state: 'offline', since, retryAt, reason: 'closed' })
    else if (state.phase === 'ended') {
      if (state.reason === 'signed_out') o.onStatus({ state: 'signed_out', since })
      else o.onStatus({ state: 'offline', since, retryAt, reason: state.reason })
    } else if (state.phase === 'open') return
    else if (isBlocked) o.onStatus({ state: 'polling', since, retryAt })
    else if (failures >= FAILURES_UNTIL_OFFLINE) {
      o.onStatus({ state: 'offline', since, retryAt, reason: 'unreachable' })
    } else if (failures > 0 || wasEstablished) o.onStatus({ state: 'syncing', since, retryAt })
    else o.onStatus({ state: 'connecting', since })
  }

  async function connect(refresh: boolean) {
    const mine: Phase = { phase: 'preparing' }
    enter(mine)
    try {
      const offered = await o.credentials({ refresh })
      if (state !== mine) return
      if (offered === null) enter({ phase: 'ended', reason: 'signed_out' })
      else open(offered.protocols)
    } catch {
      if (state === mine) failed(BROKEN, false)
    }
  }

  function open(protocols: readonly string[]) {
    window = null
    const socket = openSocket({
      webSocket: o.webSocket,
      url: o.url(),
      protocols,
      events: {
        opened() {
          if (state.phase === 'opening') state.hasOpened = true
        },
        received: o.onText,
        closed: (code) => closed(code),
      },
    })
    const stopTimer = o.clock.setTimer(GREETING_MS, () => {
      socket.abandon('no greeting')
      closed(BROKEN)
    })
    enter({ phase: 'opening', socket, stopTimer, hasOpened: false })
  }

  function closed(code: number) {
    const hadOpened = state.phase === 'open' || (state.phase === 'opening' && state.hasOpened)
    const wasOpen = state.phase === 'open'
    const range = closeRange(code)
    if (wasOpen || range === 'start_over') o.onLost(range !== 'start_over')
    if (range !== 'stay_closed') failed(code, hadOpened)
    else if (code === CLOSE.unauthenticated.code && !hasRefreshed) {
      hasRefreshed = true
      void connect(true)
    } else enter({ phase: 'ended', reason: reasonToStay(code) })
  }

  function failed(code: number, hadOpened: boolean) {
    failuresBeforeOpen = hadOpened ? 0 : failuresBeforeOpen + 1
    const delayMs = reconnectDelayMs({ code, window, failures }, bounds, o.random())
    failures += 1
    wait(delayMs, closeRange(code) === 'back_off')
    if (failuresBeforeOpen > 0 && failuresBeforeOpen % FAILURES_BEFORE_ASKING === 0) void askSession()
  }

  function wait(delayMs: number, isPatient: boolean) {
    const retryAt = o.clock.now() + delayMs
    const stopTimer = o.clock.setTimer(delayMs, () => void connect(false))
    enter({ phase: 'waiting', retryAt, isPatient, stopTimer })
  }

  /** Sockets fail while HTTP may work: signed out, blocked on the way, or is all of it away? */
  async function askSession() {
    const answer = await o.session().catch(() => 'unreachable' as const)
    const isStillTrying =
      state.phase === 'waiting' || state.phase === 'preparing' || state.phase === 'opening'
    if (!isStillTrying || failuresBeforeOpen === 0) return
    if (answer === 'signed_out') {
      if (state.phase === 'opening') state.socket.abandon('signed out')
      enter({ phase: 'ended', reason: 'signed_out' })
      return
    }
    isBlocked = o.canPoll && answer === 'signed_in'
    tell()
  }

  return {
    start() {
      if (state.phase !== 'closed') return
      since = o.clock.now()
      failures = 0
      failuresBeforeOpen = 0
      hasRefreshed = false
      void connect(false)
    },
    close() {
      const { phase } = state
      if (phase === 'opening' || phase === 'open') {
        if (phase === 'open') o.onLost(true)
        state.socket.abandon('closed by the page')
      }
      enter({ phase: 'closed' })
    },
    wake(why) {
      if (state.phase === 'waiting' && !state.isPatient && why !== 'used') void connect(false)
      else if (state.phase === 'ended' && state.reason === 'replaced') void connect(false)
    },
    send: (text) => state.phase === 'open' && state.socket.send(text),
    established(frame) {
      if (state.phase !== 'opening') return
      const { socket } = state
      bounds = frame.reconnect
      failuresBeforeOpen = 0
      isBlocked = false
      hasRefreshed = false
      wasEstablished = true
      const stopTimer = o.clock.setTimer(STABLE_MS, () => {
        failures = 0
      })
      enter({ phase: 'open', socket, stopTimer })
    },
    closing(given) {
      window = given
    },
    replaceDead() {
      if (state.phase !== 'open') return
      state.socket.abandon('nothing heard')
      o.onLost(true)
      void connect(false)
    },
  }
}

function reasonToStay(code: number): Extract<Phase, { phase: 'ended' }>['reason'] {
  if (code === CLOSE.unauthenticated.code) return 'signed_out'
  if (code === CLOSE.replaced.code) return 'replaced'
  return code === CLOSE.reloadPage.code ? 'reload_page' : 'refused'
}
