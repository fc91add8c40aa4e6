import { archiveKeys } from '@/lib/domains/archive/contract/archiveKeys.ts'
import { type RequestFilter, type RequestPage } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveQuery } from '../useLiveQuery.ts'
import { toQuery } from './toQuery.ts'
import { useArchiveTopics } from './viewer.ts'

/** The first so many requests of a filter, in its order. */
export function useFewRequests(filter: RequestFilter, limit: number) {
  const asked = { ...filter, limit }
  return useLiveQuery<RequestPage>({
    key: [...archiveKeys.requests, asked],
    topics: useArchiveTopics(),
    fetch: (request) => apiFetch(toQuery('/api/archive/requests', asked), request),
  })
}
