import type { ConnectionStatus } from '../connectionStatus.ts'
import type { Connecting } from '../directLine.ts'
import type { Line, LineEvents } from '../line.ts'
import { createFollowerSide, type TabSide } from './followerSide.ts'
import { createLeaderSide } from './leaderSide.ts'
import { createTabElection } from './tabElection.ts'
import type { TabMessage } from './tabMessage.ts'
import type { TabChannel, TabPorts } from './tabPorts.ts'

/**
 * One connection for all tabs of a name (CLI-12). Each tab keeps its own cursors, so whoever holds the connection, each
 * resumes from where it stands itself.
 */
export function createSharedLine(
  o: Connecting &
    LineEvents & {
      readonly tabs: TabPorts
      readonly tabId: string
    },
): Line {
  const { tabId: from } = o
  const { locks, name } = o.tabs
  let channel: TabChannel | null = null
  let side: TabSide | null = null
  let status: ConnectionStatus = { state: 'connecting', since: o.clock.now() }
  let stopLiving: () => void = () => undefined

  const post = (message: TabMessage) => channel?.postMessage(message)
  const nameOf = (tab: string) => `${name} ${tab}`

  const election = createTabElection({
    name,
    locks,
    onElected: lead,
    onDeposed() {
      side?.end()
      follow().hello()
      election.stand()
    },
    onUnavailable() {
      channel?.close()
      channel = null
      lead()
    },
  })

  function lead() {
    side?.end()
    const leader = createLeaderSide({ ...o, status, post, onGone })
    side = leader
    post({ from, kind: 'lead' })
    leader.start(status.state === 'connecting' ? undefined : status.since)
  }

  function follow() {
    const follower = createFollowerSide({ ...o, post, onSilence: election.seize })
    side = follower
    return follower
  }

  /** A tab holds a lock of its own as long as it lives: whoever gets it knows that the tab is gone. */
  function hold(tab: string, held: () => void, until: AbortSignal) {
    const ended = new Promise<void>((resolve) => until.addEventListener('abort', () => resolve()))
    const keep = () => {
      held()
      return ended
    }
    // Called off, or there are no locks: then the election says so.
    locks.request(nameOf(tab), { signal: until }, keep).catch(() => undefined)
  }

  function onGone(tab: string, gone: () => void) {
    const watch = new AbortController()
    const stop = () => watch.abort()
    hold(
      tab,
      () => {
        if (watch.signal.aborted) return
        stop()
        gone()
      },
      watch.signal,
    )
    return stop
  }

  return {
    start() {
      if (side) return
      if (status.state === 'offline') o.onStatus({ state: 'syncing', since: status.since, retryAt: null })
      const mine = (channel = o.tabs.openChannel(name))
      mine.onmessage = ({ data }) => {
        if (channel === mine) side?.receive(data)
      }
      const life = new AbortController()
      stopLiving = () => life.abort()
      const follower = follow()
      hold(
        from,
        () => {
          if (side === follower) follower.hello()
        },
        life.signal,
      )
      election.stand()
    },
    close() {
      if (!side) return
      post({ from, kind: 'bye' })
      side?.end()
      side = null
      election.resign()
      stopLiving()
      channel?.close()
      channel = null
      const since = status.state === 'live' ? o.clock.now() : status.since
      o.onStatus({ state: 'offline', since, retryAt: null, reason: 'closed' })
    },
    wake: (why) => side?.wake(why),
    send: (frame) => side?.send(frame) ?? false,
    polled: (outcome) => side?.polled(outcome),
    shown(next) {
      status = next
      side?.shown(next)
    },
  }
}
