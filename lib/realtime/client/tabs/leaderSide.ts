import type { ConnectionStatus } from '../connectionStatus.ts'
import { createDirectLine, type Connecting } from '../directLine.ts'
import type { LineEvents } from '../line.ts'
import type { ValidFrame } from '../readServerFrame.ts'
import type { TabSide } from './followerSide.ts'
import { createSwitchboard, type OutFrame } from './switchboard.ts'
import type { LeaderWord, TabMessage } from './tabMessage.ts'

/** Holds the connection of all tabs. `since`: when data was last live, where it goes on for another. */
export function createLeaderSide(
  o: Connecting &
    LineEvents & {
      readonly tabId: string
      readonly post: (message: TabMessage) => void
      /** Calls back when the tab is gone, however it went. Returns the undo. */
      readonly onGone: (tab: string, gone: () => void) => () => void
      readonly status: ConnectionStatus
    },
): TabSide & { start(since?: number): void } {
  const { tabId: from, post } = o
  /** The undo of watching each of the other tabs. */
  const others = new Map<string, () => void>()
  let { status } = o
  let greeting: ValidFrame | null = null
  let isPolling = false
  let isOver = false

  const tell = (to: readonly string[], word: LeaderWord) => {
    if (to.length > 0) post({ from, kind: 'tell', to, word })
  }
  const tellAll = (word: LeaderWord) => tell([...others.keys()], word)

  const board = createSwitchboard({
    send: (frame) => line.send(frame),
    tell(tabs, read) {
      const rest = tabs.filter((tab) => tab !== from)
      tell(rest, { kind: 'frame', read })
      if (rest.length < tabs.length) o.onFrame(read)
    },
  })
  board.join(from)

  const line = createDirectLine({
    ...o,
    onStatus(next) {
      if (!isOver) o.onStatus(next)
    },
    onFrame(read) {
      if (read.frame.type === 'connection_established') greeting = read
      board.receive(read)
    },
    onLost(keepsCursors) {
      greeting = null
      board.lost()
      if (!isOver) tellAll({ kind: 'lost', keepsCursors })
      o.onLost(keepsCursors)
    },
    onPolling(next) {
      isPolling = next
      if (!isOver) tellAll({ kind: 'polling', isPolling })
      o.onPolling(next)
    },
  })

  function welcome(tab: string) {
    others.get(tab)?.()
    const words: LeaderWord[] = [
      { kind: 'led', status },
      { kind: 'polling', isPolling },
    ]
    if (greeting) words.push({ kind: 'frame', read: greeting })
    post({ from, kind: 'welcome', to: tab, words })
    others.set(
      tab,
      o.onGone(tab, () => dismiss(tab)),
    )
    board.join(tab)
  }

  function dismiss(tab: string) {
    others.get(tab)?.()
    others.delete(tab)
    board.leave(tab)
  }

  return {
    start: line.start,
    receive(message) {
      if (message.kind === 'hello') welcome(message.from)
      else if (message.kind === 'send') board.send(message.from, message.frame as OutFrame)
      else if (message.kind === 'wake') line.wake(message.why)
      else if (message.kind === 'ask') tell([message.from], { kind: 'alive' })
      else if (message.kind === 'bye') dismiss(message.from)
    },
    send: (frame) => greeting !== null && board.send(from, frame as OutFrame),
    wake: line.wake,
    polled: line.polled,
    shown(next) {
      status = next
      if (!isOver) tellAll({ kind: 'led', status })
    },
    end() {
      isOver = true
      for (const stopWatching of others.values()) stopWatching()
      line.close()
    },
  }
}
