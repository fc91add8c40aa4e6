import { archiveKeys } from '@/lib/domains/archive/contract/archiveKeys.ts'
import { type Crate, type CratePage } from '@/lib/domains/archive/contract/crate.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveQuery } from '../useLiveQuery.ts'
import { useArchiveTopics } from './viewer.ts'

/** Crates by id as they stand now; those that the viewer may not see are missing. */
export function useCratesOf(ids: readonly string[]): ReadonlyMap<string, Crate> {
  const { data } = useLiveQuery<CratePage>({
    key: archiveKeys.cratesOf(ids),
    topics: useArchiveTopics(),
    fetch: (request) => apiFetch(`/api/archive/crates?ids=${ids.join(',')}`, request),
    enabled: ids.length > 0,
    keepPrevious: true,
  })
  return new Map(data?.items.map((crate) => [crate.id, crate]))
}
