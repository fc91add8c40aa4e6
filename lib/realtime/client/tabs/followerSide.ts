import type { ClientClock } from '../clientClock.ts'
import type { ConnectionStatus } from '../connectionStatus.ts'
import type { Line, LineEvents } from '../line.ts'
import { createLiveness } from '../liveness.ts'
import type { LeaderWord, TabMessage } from './tabMessage.ts'

/** How long the tab with the socket may take to answer a new one, in ms. */
const WELCOME_MS = 2_000
/** Nothing heard from it for this long, and it is asked whether it is there, in ms. */
const SILENCE_MS = 10_000
/** Timers of a hidden page run late: when its wait is over, it is woken, in ms afterwards. */
const LATE_MS = 50

/** One role of a tab. */
export type TabSide = Pick<Line, 'wake' | 'send' | 'polled' | 'shown'> & {
  receive(message: TabMessage): void
  /** The role is over. */
  end(): void
}

/** Hangs at the connection of another tab: sends through it, and is told its topics' frames. */
export function createFollowerSide(
  o: LineEvents & {
    readonly clock: ClientClock
    readonly tabId: string
    readonly post: (message: TabMessage) => void
    /** Nobody answers for the connection. */
    readonly onSilence: () => void
  },
): TabSide & { hello(): void } {
  const { clock, tabId: from, post } = o
  let leader: string | null = null
  let status: ConnectionStatus | null = null
  let isOpen = false
  let isPolling = false
  let stopWaiting: () => void = () => undefined
  let stopDue: () => void = () => undefined
  const liveness = createLiveness({ clock, ping: () => post({ from, kind: 'ask' }), dead: o.onSilence })

  function hello() {
    stopWaiting()
    stopWaiting = clock.setTimer(WELCOME_MS, o.onSilence)
    post({ from, kind: 'hello' })
  }

  function part() {
    stopWaiting()
    stopDue()
    liveness.end()
    leader = null
    status = null
    o.onLed(null)
    if (isOpen) o.onStatus({ state: 'syncing', since: clock.now(), retryAt: null })
    lose(true)
    poll(false)
  }

  function lose(keepsCursors: boolean) {
    // Rights that were reset concern cursors of before, too.
    if (isOpen || !keepsCursors) o.onLost(keepsCursors)
    isOpen = false
  }

  function poll(next: boolean) {
    if (next !== isPolling) o.onPolling(next)
    isPolling = next
  }

  function hear(word: LeaderWord) {
    liveness.heard()
    if (word.kind === 'led') follow(word.status)
    else if (word.kind === 'lost') lose(word.keepsCursors)
    else if (word.kind === 'polling') poll(word.isPolling)
    else if (word.kind === 'frame') {
      if (word.read.frame.type === 'connection_established') isOpen = true
      if (isOpen) o.onFrame(word.read)
    }
  }

  function follow(next: ConnectionStatus) {
    status = next
    stopDue()
    const retryAt = 'retryAt' in next ? next.retryAt : null
    if (retryAt !== null) {
      const wake = () => post({ from, kind: 'wake', why: 'used' })
      stopDue = clock.setTimer(Math.max(0, retryAt - clock.now()) + LATE_MS, wake)
    }
    o.onLed(next)
  }

  return {
    hello,
    receive(message) {
      if (message.kind === 'lead') {
        part()
        hello()
      } else if (message.kind === 'welcome' && message.to === from && leader === null) {
        leader = message.from
        stopWaiting()
        liveness.begin(SILENCE_MS)
        message.words.forEach(hear)
      } else if (message.kind === 'tell' && message.from === leader && message.to.includes(from)) {
        hear(message.word)
      }
    },
    send(frame) {
      if (isOpen) post({ from, kind: 'send', frame })
      return isOpen
    },
    wake(why) {
      const matters = why === 'visible' || why === 'online'
      if (matters) liveness.doubt()
      if (matters || status?.state === 'offline') post({ from, kind: 'wake', why })
    },
    polled: () => undefined,
    shown: () => undefined,
    end: part,
  }
}
