import type { Actor } from '../../realtime/server/actor.ts'
import type { Clock } from '../../realtime/server/clock.ts'
import type { SessionDirectory, SessionState } from './sessionDirectory.ts'

/** A directory that may tell what was true a moment ago. */
export interface RecentSessions<A extends Actor> extends Pick<SessionDirectory<A>, 'find'> {
  /** Something may have changed: whoever asks from now on is told what is true now. */
  forget(): void
}

/** How old an answer may be, from the moment its query was sent. */
const LIFE_MS = 1_000
/** So many queries within a second, and the next one asks for everybody who may come. */
const BUSY = 4
/** Sessions that one query asks for. */
const MOST = 2_000

interface Waiter<A extends Actor> {
  readonly ids: readonly string[]
  readonly resolve: (found: ReadonlyMap<string, SessionState<A>>) => void
  readonly reject: (error: unknown) => void
}

interface Known<A extends Actor> {
  readonly state: SessionState<A>
  readonly askedAt: number
}

/**
 * Looks sessions up for many requests at a time: one query is under way, whoever comes meanwhile shares the next, and an answer
 * counts for a second. When one event has everybody ask, the query asks for all sessions that are `around`, too: a thousand
 * viewers cost a few look-ups. An end that this process has not been told of (`forget`) counts within that second.
 */
export function createRecentSessions<A extends Actor>(o: {
  readonly sessions: Pick<SessionDirectory<A>, 'find'>
  readonly around: () => Iterable<string>
  readonly clock: Pick<Clock, 'now'>
}): RecentSessions<A> {
  const { sessions, clock } = o
  const known = new Map<string, Known<A>>()
  let waiting: Waiter<A>[] = []
  let isReading = false
  let generation = 0
  let queries: number[] = []

  function recall(id: string): SessionState<A> | null {
    const entry = known.get(id)
    const now = clock.now()
    if (entry === undefined || now - entry.askedAt >= LIFE_MS) return null
    const { state } = entry
    return state.state === 'open' && state.expiresAt <= now ? { state: 'expired' } : state
  }

  async function read(): Promise<void> {
    while (waiting.length > 0) {
      const waiters = waiting
      waiting = []
      const begun = generation
      const askedAt = clock.now()
      try {
        const found = await sessions.find([...wanted(waiters, askedAt)])
        if (begun === generation) keep(found, askedAt)
        for (const { resolve } of waiters) resolve(found)
      } catch (error) {
        for (const { reject } of waiters) reject(error)
      }
    }
    isReading = false
  }

  function wanted(waiters: readonly Waiter<A>[], now: number): Set<string> {
    queries = [...queries.filter((at) => now - at < LIFE_MS), now]
    const ids = new Set(waiters.flatMap((waiter) => waiter.ids))
    if (queries.length <= BUSY) return ids
    for (const id of o.around()) {
      if (ids.size >= MOST) break
      if (recall(id) === null) ids.add(id)
    }
    return ids
  }

  function keep(found: ReadonlyMap<string, SessionState<A>>, askedAt: number): void {
    for (const [id, entry] of known) if (askedAt - entry.askedAt >= LIFE_MS) known.delete(id)
    for (const [id, state] of found) known.set(id, { state, askedAt })
  }

  return {
    find(ids) {
      const recalled = ids.flatMap((id) => {
        const state = recall(id)
        return state === null ? [] : [[id, state] as const]
      })
      if (recalled.length === ids.length) return Promise.resolve(new Map(recalled))
      return new Promise((resolve, reject) => {
        waiting.push({ ids, resolve, reject })
        if (isReading) return
        isReading = true
        queueMicrotask(() => void read())
      })
    },
    forget() {
      generation += 1
      known.clear()
    },
  }
}
