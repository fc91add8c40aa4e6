import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { LiveKey } from '@/lib/realtime/client/liveContract.ts'
import type { ApiError } from './ApiError.ts'
import type { LiveRequest } from './live/liveCache.ts'
import { liveQueryOptions } from './live/liveQueryOptions.ts'
import { useRealtime } from './RealtimeContext.ts'
import { useSubscription } from './useSubscription.ts'

/** A read of the server that stays true. */
export interface LiveQuery<Data> {
  /** From the domain's contract. */
  readonly key: LiveKey
  /** Every topic whose events can change the answer. The same key always names the same topics. */
  readonly topics: readonly string[]
  readonly fetch: (request: LiveRequest) => Promise<Data>
  /** False: neither fetched nor subscribed (yet). Default true. */
  readonly enabled?: boolean
  /** Shown while another key is loading: the last key's data. Default false. */
  readonly keepPrevious?: boolean
}

/**
 * Reads `key`, shows it, and keeps it as a fresh fetch would give it. The topics are heard first, then it fetches.
 * Errors are in `error`, with the last good `data` beside them; nothing is thrown.
 */
export function useLiveQuery<Data>(query: LiveQuery<Data>): UseQueryResult<Data, ApiError> {
  const { cache } = useRealtime()
  const { key, topics, fetch, enabled = true, keepPrevious = false } = query
  useSubscription(enabled ? topics : null)
  return useQuery<Data, ApiError>({
    ...liveQueryOptions(topics),
    queryKey: key,
    enabled,
    queryFn: ({ signal }) => cache.read({ key, topics, signal }, fetch),
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
  })
}
