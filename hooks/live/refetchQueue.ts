import type { Query, QueryCache, QueryCacheNotifyEvent } from '@tanstack/react-query'
import type { ClientClock } from '@/lib/realtime/client/clientClock.ts'

/** Between the end of a fetch and the next one of the same key, in ms. */
const GAP_MS = 100

/** Decides when a query that an event has touched is fetched again. */
export interface RefetchQueue {
  /**
   * The query's data is older than what the server has. Mounted: it refetches, within `spreadMs`. While a fetch is in flight, one
   * more follows it, however many events came meanwhile: none is cancelled, so a burst cannot starve it. Not mounted: it is stale.
   * `restMs`: from now on its fetches begin at least so far apart.
   */
  touch(query: Query, spreadMs?: number, restMs?: number): void
  /** To be called with every event of the query cache. */
  observe(event: QueryCacheNotifyEvent): void
  close(): void
}

/** Random is a number in [0, 1). */
export function createRefetchQueue(o: {
  cache: QueryCache
  clock: ClientClock
  random: () => number
}): RefetchQueue {
  const dirty = new Set<string>()
  const scheduled = new Map<string, () => void>()
  /** Of those that rest between fetches: how long, and when the last one began. */
  const rests = new Map<string, { readonly restMs: number; begunAt: number }>()

  function schedule(query: Query, delayMs: number) {
    query.invalidate()
    const hash = query.queryHash
    if (scheduled.has(hash)) return
    scheduled.set(
      hash,
      o.clock.setTimer(delayMs, () => {
        scheduled.delete(hash)
        fetchNow(hash)
      }),
    )
  }

  function fetchNow(hash: string) {
    const query = o.cache.get(hash)
    if (!query?.isActive()) return
    if (query.state.fetchStatus !== 'idle') dirty.add(hash)
    else query.fetch().catch(() => undefined)
  }

  /** Until when it rests yet, from now, in ms. */
  function restOf(hash: string): number {
    const rest = rests.get(hash)
    return rest ? Math.max(0, rest.begunAt + rest.restMs - o.clock.now()) : 0
  }

  function touch(query: Query, spreadMs = 0, restMs = 0) {
    query.invalidate()
    const hash = query.queryHash
    if (restMs > 0 && !rests.has(hash)) rests.set(hash, { restMs, begunAt: -Infinity })
    const restsFor = restMs > 0 ? restOf(hash) : 0
    if (query.state.fetchStatus !== 'idle') dirty.add(hash)
    else if (!query.isActive()) return
    else if (spreadMs > 0 || restsFor > 0) schedule(query, Math.max(restsFor, o.random() * spreadMs))
    else if (!scheduled.has(hash)) fetchNow(hash)
  }

  function observe({ type, query, ...event }: QueryCacheNotifyEvent) {
    const hash = query.queryHash
    if (type === 'removed') {
      dirty.delete(hash)
      scheduled.get(hash)?.()
      scheduled.delete(hash)
      rests.delete(hash)
      return
    }
    if (type !== 'updated') return
    const { action } = event as Extract<QueryCacheNotifyEvent, { type: 'updated' }>
    const rest = rests.get(hash)
    if (rest && action.type === 'fetch') rest.begunAt = o.clock.now()
    // Loading a further page keeps the pages before it as they are: a refetch that was due is still due after it.
    if (action.type === 'fetch' && action.meta?.fetchMore && query.state.isInvalidated) dirty.add(hash)
    if (query.state.fetchStatus === 'idle' && dirty.delete(hash))
      schedule(query, Math.max(GAP_MS, restOf(hash)))
  }

  return {
    touch,
    observe,
    close() {
      for (const undo of scheduled.values()) undo()
      scheduled.clear()
      dirty.clear()
    },
  }
}
