import { archiveKeys } from '@/lib/domains/archive/contract/archiveKeys.ts'
import { type RequestFilter, type RequestPage } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveInfiniteQuery } from '../useLiveInfiniteQuery.ts'
import { toQuery } from './toQuery.ts'
import { useArchiveTopics } from './viewer.ts'

/** The requests of a filter, page by page, newest first. */
export function useRequestList(filter: RequestFilter) {
  return useLiveInfiniteQuery<RequestPage>({
    key: archiveKeys.requestList(filter),
    topics: useArchiveTopics(),
    fetchPage: ({ cursor, request }) =>
      apiFetch(toQuery('/api/archive/requests', { ...filter, cursor }), request),
    keepPrevious: true,
  })
}
