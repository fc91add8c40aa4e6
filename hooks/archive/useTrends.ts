import { archiveKeys } from '@/lib/domains/archive/contract/archiveKeys.ts'
import { type Trends } from '@/lib/domains/archive/contract/summary.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveQuery } from '../useLiveQuery.ts'
import { useArchiveTopics } from './viewer.ts'

/** How many requests were filed and closed in each of the last twelve weeks. */
export function useTrends() {
  return useLiveQuery<Trends>({
    key: archiveKeys.trends,
    topics: useArchiveTopics(),
    fetch: (request) => apiFetch('/api/archive/trends', request),
  })
}
