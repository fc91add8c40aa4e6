import { archiveKeys, requestTopic, type ArchiveRequest } from '@/lib/domains/archive/contract.ts'
import { DIRECTORY_TOPIC } from '@/lib/domains/identity/contract.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveQuery } from '../useLiveQuery.ts'

/** One request, as it stands. */
export function useRequest(id: string) {
  return useLiveQuery<ArchiveRequest>({
    key: archiveKeys.request(id),
    topics: [requestTopic(id), DIRECTORY_TOPIC],
    fetch: ({ signal }) => apiFetch(`/api/archive/requests/${id}`, { signal }),
  })
}
