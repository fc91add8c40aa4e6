import { archiveKeys, crateTopic, type Crate } from '@/lib/domains/archive/contract.ts'
import { DIRECTORY_TOPIC } from '@/lib/domains/identity/contract.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveQuery } from '../useLiveQuery.ts'

/** One crate, as it stands. */
export function useCrate(id: string) {
  return useLiveQuery<Crate>({
    key: archiveKeys.crate(id),
    topics: [crateTopic(id), DIRECTORY_TOPIC],
    fetch: ({ signal }) => apiFetch(`/api/archive/crates/${id}`, { signal }),
  })
}
