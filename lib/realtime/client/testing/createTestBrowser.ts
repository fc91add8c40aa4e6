import type { TabMessage } from '../tabs/tabMessage.ts'
import type { TabChannel, TabLocks, TabPorts } from '../tabs/tabPorts.ts'

/** The tabs of one browser: their locks, and a channel whose messages the test may hold back. */
export interface TestBrowser {
  /** What a tab is given; tabs of another name never meet. */
  tab(name?: string): TestTab
  /** Messages arrive when the test says so, from now on. */
  hold(): void
  /** Lets everything through that waits, and what comes. */
  release(): void
  /** Loses what waits, and lets through what comes. */
  drop(): void
}

/** One tab's share of the browser. */
export interface TestTab {
  readonly ports: TabPorts
  /** The tab ends without a word: its locks are free, and nothing reaches it any more. */
  crash(): void
  /** It lives, but runs nothing: what it is sent waits. */
  freeze(): void
  thaw(): void
}

interface Holder {
  readonly tab: object
  readonly grant: () => void
  readonly revoke: () => void
}

/** Everything happens within microtasks, in order. */
export function createTestBrowser(): TestBrowser {
  const queues = new Map<string, Holder[]>()
  const ears = new Set<{
    readonly tab: object
    readonly name: string
    readonly hear: (m: TabMessage) => void
  }>()
  const frozen = new Map<object, (() => void)[]>()
  const dead = new Set<object>()
  let held: (() => void)[] | null = null

  const run = (tab: object, task: () => void) => {
    if (dead.has(tab)) return
    const waiting = frozen.get(tab)
    if (waiting) waiting.push(task)
    else task()
  }

  function leave(name: string, holder: Holder) {
    const queue = queues.get(name) ?? []
    const at = queue.indexOf(holder)
    if (at === -1) return
    queue.splice(at, 1)
    if (at === 0) queue[0]?.grant()
  }

  const locksOf = (tab: object): TabLocks => ({
    request: (name, { steal = false, signal }, hold) =>
      new Promise((resolve, reject) => {
        const queue = queues.get(name) ?? []
        queues.set(name, queue)
        const end = (settle: () => void) => {
          leave(name, holder)
          settle()
        }
        let isGranted = false
        const holder: Holder = {
          tab,
          grant: () => {
            isGranted = true
            queueMicrotask(() =>
              run(tab, () => {
                if (queue.includes(holder)) void hold().then(() => end(() => resolve(undefined)))
              }),
            )
          },
          revoke: () => run(tab, () => reject(new DOMException('stolen', 'AbortError'))),
        }
        signal?.addEventListener('abort', () => {
          if (!isGranted) end(() => reject(new DOMException('called off', 'AbortError')))
        })
        if (steal) {
          const [former] = queue.splice(0, 1)
          former?.revoke()
          queue.unshift(holder)
          holder.grant()
        } else if (queue.push(holder) === 1) holder.grant()
      }),
  })

  const openChannelOf =
    (tab: object) =>
    (name: string): TabChannel => {
      const channel: TabChannel = {
        onmessage: null,
        postMessage(message) {
          const copy = structuredClone(message)
          const deliver = () => {
            for (const each of ears)
              if (each !== ear && each.name === name) run(each.tab, () => each.hear(copy))
          }
          if (dead.has(tab)) return
          if (held) held.push(deliver)
          else queueMicrotask(deliver)
        },
        close: () => void ears.delete(ear),
      }
      const ear = { tab, name, hear: (data: TabMessage) => channel.onmessage?.({ data }) }
      ears.add(ear)
      return channel
    }

  return {
    tab(name = 'session-1') {
      const tab = {}
      return {
        ports: { name, locks: locksOf(tab), openChannel: openChannelOf(tab) },
        crash() {
          dead.add(tab)
          for (const [locked, queue] of queues) {
            for (const holder of queue.filter((each) => each.tab === tab)) leave(locked, holder)
          }
        },
        freeze: () => void frozen.set(tab, []),
        thaw() {
          const waiting = frozen.get(tab) ?? []
          frozen.delete(tab)
          for (const task of waiting) task()
        },
      }
    },
    hold: () => void (held ??= []),
    drop: () => void (held = null),
    release() {
      const waiting = held ?? []
      held = null
      for (const deliver of waiting) deliver()
    },
  }
}
