import { CLOSE, closeRange } from '../protocol/closeReason.ts'
import type { ConnectionEstablishedFrame } from '../protocol/frames/connectionEstablished.ts'
import type { ReconnectWindow } from '../protocol/topicName.ts'
import { DEFAULT_BOUNDS, reconnectDelayMs } from './backoff.ts'
import type { ClientClock } from './clientClock.ts'
import { statusOf, type DownStatus, type Phase } from './connectionPhase.ts'
import type { Credentials, SessionState } from './credentials.ts'
import type { PollOutcome } from './headPoller.ts'
import type { WakeReason } from './pageSignals.ts'
import { openSocket, type SocketFactory } from './socketPort.ts'

/** From the first byte to `connection_established`, in ms. */
const GREETING_MS = 10_000
/** A connection that held so long was a good one: the next failure counts from 0 again (CLI-1). */
const STABLE_MS = 10_000
/** Failures before `open` after which the session is asked about over HTTP, and again after as many. */
const FAILURES_BEFORE_ASKING = 3
/** Where only sockets do not get through, one is tried again after this long, and up to as long again (CLI-11). */
const BLOCKED_RETRY_MS = 30_000
/** What a socket that broke without a word is closed with. */
const BROKEN = 1006

/** Opens a connection and keeps opening it, as the close codes and the backoff say (CON-6, CLI-1). */
export interface ConnectionMachine {
  /** `since`: it goes on for another that had been connected, whose data was last live then. */
  start(since?: number): void
  close(): void
  /** Something suggests to look at once, or to see whether a wait is over. `used`: the person did something here. */
  wake(why: WakeReason): void
  /** False when no connection stands. */
  send(text: string): boolean
  /** The server's greeting: from now on `send` works. */
  established(frame: ConnectionEstablishedFrame): void
  /** The server said how to come back. */
  closing(window: ReconnectWindow): void
  /** Ends a connection on which nothing comes any more, and opens another at once. */
  replaceDead(): void
  /** How the last look at the heads went, while it polls. */
  polled(outcome: PollOutcome): void
}

export interface ConnectionMachineOptions {
  readonly webSocket: SocketFactory
  readonly url: () => string
  readonly credentials: Credentials
  readonly session: () => Promise<SessionState>
  /** Whether data can be kept fresh without a socket: then `polling` is told where only sockets do not get through. */
  readonly canPoll: boolean
  /** The server takes no sockets at all: then it polls from the start. Needs `canPoll`. */
  readonly isSocketless: boolean
  readonly clock: ClientClock
  readonly random: () => number
  /** Called with every change that people should see; while a connection stands it is the caller's to tell. */
  readonly onStatus: (status: DownStatus) => void
  readonly onText: (text: string) => void
  /** From now on somebody must poll, and tell `polled`; or need not any more. */
  readonly onPolling: (isPolling: boolean) => void
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
  /** HTTP works and sockets do not. */
  let isBlocked = false
  /** Was so since the last connection: then one failure is reason enough to ask. */
  let wasBlocked = false
  /** No answer to polling either. */
  let isAway = false
  let isPolling = false
  let polledAt = 0
  let hasRefreshed = false
  /** When data was last live, or the first try began. */
  let since = 0
  let wasEstablished = false

  function enter(next: Phase) {
    if ('stopTimer' in state) state.stopTimer()
    if (state.phase === 'open') since = o.clock.now()
    state = next
    show()
  }

  function show() {
    tell()
    const polls = state.phase === 'socketless' || (isBlocked && isTrying())
    if (polls === isPolling) return
    isPolling = polls
    polledAt = o.clock.now()
    o.onPolling(polls)
  }

  const isTrying = () => state.phase === 'waiting' || state.phase === 'preparing' || state.phase === 'opening'

  function tell() {
    const status = statusOf(state, { since, failures, wasEstablished, isBlocked, isAway })
    if (status) o.onStatus(status)
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
    wait(isBlocked ? blockedDelayMs() : delayMs, closeRange(code) === 'back_off')
    const due = wasBlocked ? 1 : FAILURES_BEFORE_ASKING
    if (!isBlocked && failuresBeforeOpen > 0 && failuresBeforeOpen % due === 0) void askSession()
  }

  function wait(delayMs: number, isPatient: boolean) {
    const retryAt = o.clock.now() + delayMs
    const stopTimer = o.clock.setTimer(delayMs, () => void connect(false))
    enter({ phase: 'waiting', retryAt, isPatient, stopTimer })
  }

  /** Sockets fail while HTTP may work: signed out, blocked on the way, or is all of it away? */
  async function askSession() {
    const answer = await o.session().catch(() => 'unreachable' as const)
    if (!isTrying() || failuresBeforeOpen === 0) return
    if (answer === 'signed_out') {
      signOut()
      return
    }
    if (!o.canPoll || answer !== 'signed_in') return
    isBlocked = true
    wasBlocked = true
    if (state.phase === 'waiting') wait(blockedDelayMs(), state.isPatient)
    else show()
  }

  const blockedDelayMs = () => BLOCKED_RETRY_MS * (1 + o.random())

  function signOut() {
    if (state.phase === 'opening') state.socket.abandon('signed out')
    enter({ phase: 'ended', reason: 'signed_out' })
  }

  return {
    start(liveUntil) {
      if (state.phase !== 'closed') return
      since = liveUntil ?? o.clock.now()
      wasEstablished ||= liveUntil !== undefined
      failures = 0
      failuresBeforeOpen = 0
      hasRefreshed = false
      isBlocked = false
      wasBlocked = false
      isAway = false
      if (o.isSocketless) enter({ phase: 'socketless' })
      else void connect(false)
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
      // Timers of hidden pages run late: what they wait for may be over.
      const isOver = state.phase === 'waiting' && o.clock.now() >= state.retryAt
      if (isOver || (state.phase === 'waiting' && !state.isPatient && isSign(why))) void connect(false)
      else if (state.phase === 'ended' && state.reason === 'replaced') void connect(false)
    },
    send: (text) => state.phase === 'open' && state.socket.send(text),
    established(frame) {
      if (state.phase !== 'opening') return
      const { socket } = state
      bounds = frame.reconnect
      failuresBeforeOpen = 0
      isBlocked = false
      wasBlocked = false
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
    polled(outcome) {
      if (!isPolling) return
      if (outcome === 'signed_out') return signOut()
      if (outcome === 'fine') {
        polledAt = o.clock.now()
        if (isAway) {
          isAway = false
          tell()
        }
        return
      }
      if (isAway) return
      since = polledAt
      if (state.phase === 'socketless') {
        isAway = true
        tell()
        return
      }
      // Nothing gets through any more: it goes on like after any loss, and finds out anew what is blocked.
      isBlocked = false
      if (state.phase === 'waiting') void connect(false)
      else show()
    },
  }
}

/** Using the page says nothing about the network. */
const isSign = (why: WakeReason): boolean => why === 'visible' || why === 'online'

function reasonToStay(code: number): Extract<Phase, { phase: 'ended' }>['reason'] {
  if (code === CLOSE.unauthenticated.code) return 'signed_out'
  if (code === CLOSE.replaced.code) return 'replaced'
  return code === CLOSE.reloadPage.code ? 'reload_page' : 'refused'
}
