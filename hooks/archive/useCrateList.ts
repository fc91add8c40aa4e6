import { archiveKeys } from '@/lib/domains/archive/contract/archiveKeys.ts'
import { type CrateFilter, type CratePage } from '@/lib/domains/archive/contract/crate.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveInfiniteQuery } from '../useLiveInfiniteQuery.ts'
import { toQuery } from './toQuery.ts'
import { useArchiveTopics } from './viewer.ts'

/** The crates of a filter, page by page, newest number first. */
export function useCrateList(filter: CrateFilter) {
  return useLiveInfiniteQuery<CratePage>({
    key: archiveKeys.crateList(filter),
    topics: useArchiveTopics(),
    fetchPage: ({ cursor, request }) =>
      apiFetch(toQuery('/api/archive/crates', { ...filter, cursor }), request),
    keepPrevious: true,
  })
}
