import type { Query, QueryCacheNotifyEvent } from '@tanstack/react-query'
import type { LiveClient } from '@/lib/realtime/client/liveClient.ts'

/** How long a page waits for the live connection before it fetches without, in ms. */
const PATIENCE_MS = 1_500

type Generations = ReadonlyMap<string, number | null>

/** Position first, then data: knows from which run of each topic's history a query was read. */
export interface PositionGate {
  /** Waits until the topics are heard, or cannot be for now, and notes where they stand. */
  enter(hash: string, topics: readonly string[], signal: AbortSignal): Promise<void>
  /** Whether the query misses nothing of this run of the topic: it was read in it, or has not begun to read. */
  isCurrent(query: Query, topic: string, generation: number): boolean
  /** Whether a fetch of the query is under way whose request has not gone out yet. */
  isWaiting(query: Query): boolean
  /** To be called with every event of the query cache. */
  observe(event: QueryCacheNotifyEvent): void
}

/** `client` tells where topics stand. */
export function createPositionGate(client: Pick<LiveClient, 'whenPositioned' | 'generation'>): PositionGate {
  /** Of a fetch in flight; 'waiting' before its request goes out. */
  const reading = new Map<string, Generations | 'waiting'>()
  const readAt = new Map<string, Generations>()

  return {
    async enter(hash, topics, signal) {
      const isFurtherPage = reading.get(hash) instanceof Map
      if (!isFurtherPage) reading.set(hash, 'waiting')
      await client.whenPositioned(topics, { timeoutMs: PATIENCE_MS, signal })
      signal.throwIfAborted()
      if (!isFurtherPage) {
        reading.set(hash, new Map(topics.map((topic) => [topic, client.generation(topic)])))
      }
    },
    isWaiting: (query) => reading.get(query.queryHash) === 'waiting',
    isCurrent(query, topic, generation) {
      const inFlight = reading.get(query.queryHash)
      if (inFlight === 'waiting') return true
      if (inFlight) return inFlight.get(topic) === generation
      if (query.state.fetchStatus === 'idle' && query.state.data === undefined && !query.state.error)
        return true
      return readAt.get(query.queryHash)?.get(topic) === generation
    },
    observe({ type, query }) {
      const hash = query.queryHash
      if (type === 'removed') {
        reading.delete(hash)
        readAt.delete(hash)
        return
      }
      if (type !== 'updated' || query.state.fetchStatus !== 'idle') return
      const done = reading.get(hash)
      if (!reading.delete(hash)) return
      if (done && done !== 'waiting' && query.state.status === 'success') readAt.set(hash, done)
    },
  }
}
