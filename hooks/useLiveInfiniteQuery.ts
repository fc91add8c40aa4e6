import {
  keepPreviousData,
  useInfiniteQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
} from '@tanstack/react-query'
import { useRef } from 'react'
import type { LiveKey } from '@/lib/realtime/client/liveContract.ts'
import type { ApiError } from './ApiError.ts'
import type { LiveRequest } from './live/liveCache.ts'
import { liveQueryOptions } from './live/liveQueryOptions.ts'
import { useRealtime } from './RealtimeContext.ts'
import { useSubscription } from './useSubscription.ts'

/** A page of a list: rows and where the next page begins; null at the end. */
export interface LivePage {
  readonly items: readonly unknown[]
  readonly next_cursor: string | null
}

/** A paged list that stays true. */
export interface LiveInfiniteQuery<Page extends LivePage> {
  /** From the domain's contract: `[...list, params]`. */
  readonly key: LiveKey
  readonly topics: readonly string[]
  /** `cursor` is null for the first page. */
  readonly fetchPage: (context: {
    readonly cursor: string | null
    readonly request: LiveRequest
  }) => Promise<Page>
  readonly enabled?: boolean
  /** Shown while another key is loading: the last key's data. Default false. */
  readonly keepPrevious?: boolean
}

/** Pages kept at once. Further ones push out those at the other end, which load again when scrolled to. */
const MAX_PAGES = 5

/** As `useLiveQuery`, page by page: `fetchNextPage` and `fetchPreviousPage` walk, `data.pages` is what is loaded. */
export function useLiveInfiniteQuery<Page extends LivePage>(
  query: LiveInfiniteQuery<Page>,
): UseInfiniteQueryResult<InfiniteData<Page, string | null>, ApiError> {
  const { cache } = useRealtime()
  const { key, topics, fetchPage, enabled = true, keepPrevious = false } = query
  const cameFrom = useRef(new Map<string, string | null>())
  useSubscription(enabled ? topics : null)
  return useInfiniteQuery<Page, ApiError, InfiniteData<Page, string | null>, LiveKey, string | null>({
    ...liveQueryOptions(topics),
    queryKey: key,
    enabled,
    queryFn: async ({ signal, pageParam }) => {
      const page = await cache.read({ key, topics, signal }, (request) =>
        fetchPage({ cursor: pageParam, request }),
      )
      if (page.next_cursor !== null) cameFrom.current.set(page.next_cursor, pageParam)
      return page
    },
    initialPageParam: null,
    maxPages: MAX_PAGES,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    getPreviousPageParam: (_first, _pages, cursor) =>
      cursor === null ? undefined : cameFrom.current.get(cursor),
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
  })
}
