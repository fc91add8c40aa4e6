import { hashKey, useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { LiveKey } from '@/lib/realtime/client/liveContract.ts'
import type { ApiError } from './ApiError.ts'
import { BLOCK_ROWS, type RowRange } from './live/blocksAround.ts'
import type { LiveRequest } from './live/liveCache.ts'
import { liveQueryOptions } from './live/liveQueryOptions.ts'
import { useWantedBlocks } from './live/useWantedBlocks.ts'
import { useRealtime } from './RealtimeContext.ts'
import { useSubscription } from './useSubscription.ts'

/** A part of a list as the cache holds it. */
export interface LiveBlock<Row> {
  readonly items: readonly Row[]
  /** Index of its first row in the whole list. */
  readonly offset: number
  /** Rows in the whole list. */
  readonly total: number
}

/** A long list of which only what is around the sight is loaded. */
export interface LiveWindowQuery<Row> {
  /** From the domain's contract: `[...list, params]`. */
  readonly key: LiveKey
  readonly topics: readonly string[]
  readonly fetchBlock: (context: {
    readonly offset: number
    readonly limit: number
    readonly request: LiveRequest
  }) => Promise<{ readonly items: readonly Row[]; readonly total?: number | undefined }>
  /** Null: nothing is in sight, and nothing is asked for. */
  readonly range: RowRange | null
}

/** What is loaded of a list. */
export interface LiveWindow<Row> {
  /** Rows around the sight by block (index of the row / 100). The same map until a row changes. */
  readonly blocks: ReadonlyMap<number, readonly Row[]>
  /** As the newest answer has it; undefined until there is one. */
  readonly total: number | undefined
  /** Why something in sight is missing or may be old. */
  readonly error: ApiError | null
  readonly refetch: () => void
}

/**
 * Loads the blocks of a list around what is in sight and keeps them as a fresh fetch would give them. Blocks that left the
 * sight are kept for a while and looked at anew when they come back; a fetch that nobody waits for any more is given up.
 */
export function useLiveWindow<Row>(query: LiveWindowQuery<Row>): LiveWindow<Row> {
  const { cache } = useRealtime()
  const { key, topics, fetchBlock, range } = query
  const listHash = hashKey(key)
  const wanted = useWantedBlocks(listHash, range)
  useSubscription(range === null ? null : topics)
  const { data, total, error, refetch } = useQueries({
    queries: wanted.map((block) => {
      const offset = block * BLOCK_ROWS
      const queryKey = [...key, 'rows', offset]
      return {
        ...liveQueryOptions(topics),
        queryKey,
        queryFn: ({ signal }: { readonly signal: AbortSignal }): Promise<LiveBlock<Row>> =>
          cache.read({ key: queryKey, topics, signal }, async (request) => {
            const page = await fetchBlock({ offset, limit: BLOCK_ROWS, request })
            return { items: page.items, offset, total: page.total ?? offset + page.items.length }
          }),
      }
    }),
    combine: combineBlocks<Row>,
  })
  const blocks = useMemo(() => new Map(data.map(({ offset, items }) => [offset / BLOCK_ROWS, items])), [data])
  return { blocks, total: useLastTotal(listHash, total), error, refetch }
}

/** After a jump nothing may be loaded of what is in sight now; the list is as long as it was all the same. */
function useLastTotal(listHash: string, total: number | undefined): number | undefined {
  const [last, setLast] = useState({ listHash, total })
  const isSameList = last.listHash === listHash
  const known = total ?? (isSameList ? last.total : undefined)
  if (!isSameList || known !== last.total) setLast({ listHash, total: known })
  return known
}

function combineBlocks<Row>(results: readonly UseQueryResult<LiveBlock<Row>, Error>[]) {
  const loaded = results.flatMap(({ data, dataUpdatedAt }) => (data ? [{ data, dataUpdatedAt }] : []))
  const newest = loaded.reduce<(typeof loaded)[number] | null>(
    (best, block) => (best && best.dataUpdatedAt > block.dataUpdatedAt ? best : block),
    null,
  )
  return {
    data: loaded.map(({ data }) => data),
    total: newest?.data.total,
    // Rejections of fetchBlock are ApiErrors, as those of every live query.
    error: (results.find((result) => result.error)?.error ?? null) as ApiError | null,
    refetch: () => results.forEach((result) => void result.refetch()),
  }
}
