import { archiveKeys, type Summary } from '@/lib/domains/archive/contract.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveQuery } from '../useLiveQuery.ts'
import { useArchiveTopics } from './viewer.ts'

/** Counts over all that the viewer may read, and what waits for them. */
export function useSummary() {
  return useLiveQuery<Summary>({
    key: archiveKeys.summary,
    topics: useArchiveTopics(),
    fetch: ({ signal }) => apiFetch('/api/archive/summary', { signal }),
  })
}
