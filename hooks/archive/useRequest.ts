import { archiveKeys } from '@/lib/domains/archive/contract/archiveKeys.ts'
import { requestTopic, type ArchiveRequest } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { DIRECTORY_TOPIC } from '@/lib/domains/identity/contract.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveQuery } from '../useLiveQuery.ts'
import { usePendingEdits } from '../usePendingEdits.ts'

/** One request: `data` as own unanswered changes will leave it, `saved` as it stands. */
export function useRequest(id: string) {
  const key = archiveKeys.request(id)
  const { data, error, refetch } = useLiveQuery<ArchiveRequest>({
    key,
    topics: [requestTopic(id), DIRECTORY_TOPIC],
    fetch: ({ signal }) => apiFetch(`/api/archive/requests/${id}`, { signal }),
  })
  return { ...usePendingEdits(key, data), saved: data, error, refetch }
}
