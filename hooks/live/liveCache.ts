import type { LiveKey } from '@/lib/realtime/client/liveContract.ts'
import type { Covered } from '../useLiveMutation.ts'

/** What a live query is, to the cache. */
export interface LiveRead {
  readonly key: LiveKey
  readonly topics: readonly string[]
  readonly signal: AbortSignal
}

/** What a live query asks with. `apiFetch` takes it as it is. */
export interface LiveRequest {
  readonly signal: AbortSignal
  /** What was heard of its topics; null just after an own change, and where that is not known. */
  readonly heard: string | null
}

/** Keeps TanStack Query's cache in step with the events of a live client. */
export interface LiveCache {
  /** Fetches once the topics are heard (or cannot be for now: then again when they are). */
  read<Data>(read: LiveRead, fetch: (request: LiveRequest) => Promise<Data>): Promise<Data>
  /** Sends a change under an id of its own, puts what the answer covers into the cache and skips its events for that. */
  change<Answer>(
    send: (changeId: string) => Promise<Answer>,
    covers: (answer: Answer) => readonly Covered[],
  ): Promise<Answer>
  /** Begins to listen; returns the undo. */
  attach(): () => void
}
