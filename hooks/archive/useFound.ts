import { archiveKeys } from '@/lib/domains/archive/contract/archiveKeys.ts'
import { type ArchiveRequest, type RequestPage } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { type Crate, type CratePage } from '@/lib/domains/archive/contract/crate.ts'
import type { ApiError } from '../ApiError.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveQuery } from '../useLiveQuery.ts'
import { toQuery } from './toQuery.ts'
import { useArchiveTopics } from './viewer.ts'

/** So many of a kind; who wants more opens the list. */
const LIMIT = 6

/** What the archive has for some words. */
export interface Found {
  readonly crates: readonly Crate[]
  readonly requests: readonly ArchiveRequest[]
  /** What is shown is of other words, or nothing yet. */
  readonly isLoading: boolean
  readonly error: ApiError | null
}

/** Crates and requests by number or words, live; one whose number is just that comes first. Empty words find nothing. */
export function useFound(words: string): Found {
  const topics = useArchiveTopics()
  const enabled = words !== ''
  const filter = { q: words, limit: LIMIT }
  const crates = useLiveQuery<CratePage>({
    key: [...archiveKeys.crates, filter],
    topics,
    fetch: (request) => apiFetch(toQuery('/api/archive/crates', filter), request),
    enabled,
    keepPrevious: true,
  })
  const requests = useLiveQuery<RequestPage>({
    key: [...archiveKeys.requests, filter],
    topics,
    fetch: (request) => apiFetch(toQuery('/api/archive/requests', filter), request),
    enabled,
    keepPrevious: true,
  })
  const isWaiting = (query: typeof crates | typeof requests) => query.isPlaceholderData || query.isFetching
  return {
    crates: enabled ? exactFirst(crates.data?.items ?? [], words) : [],
    requests: enabled ? exactFirst(requests.data?.items ?? [], words) : [],
    isLoading: enabled && (isWaiting(crates) || isWaiting(requests)),
    error: enabled ? (crates.error ?? requests.error) : null,
  }
}

/** The one with this number before all others; the rest as it came. */
export function exactFirst<T extends { readonly number: string }>(
  items: readonly T[],
  words: string,
): readonly T[] {
  const sought = words.trim().toUpperCase()
  return items.toSorted((a, b) => Number(b.number === sought) - Number(a.number === sought))
}
