import { archiveKeys } from '@/lib/domains/archive/contract/archiveKeys.ts'
import { type Summary } from '@/lib/domains/archive/contract/summary.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveQuery } from '../useLiveQuery.ts'
import { useArchiveTopics } from './viewer.ts'

/** Counts over all that the viewer may read, and what waits for them. */
export function useSummary() {
  return useLiveQuery<Summary>({
    key: archiveKeys.summary,
    topics: useArchiveTopics(),
    fetch: (request) => apiFetch('/api/archive/summary', request),
  })
}
