import { archiveKeys } from '@/lib/domains/archive/contract/archiveKeys.ts'
import { type CrateFilter, type CratePage } from '@/lib/domains/archive/contract/crate.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveQuery } from '../useLiveQuery.ts'
import { toQuery } from './toQuery.ts'
import { useArchiveTopics } from './viewer.ts'

/** The first so many crates of a filter, in its order. */
export function useFewCrates(filter: CrateFilter, limit: number) {
  const asked = { ...filter, limit }
  return useLiveQuery<CratePage>({
    key: [...archiveKeys.crates, asked],
    topics: useArchiveTopics(),
    fetch: (request) => apiFetch(toQuery('/api/archive/crates', asked), request),
  })
}
