import { archiveKeys } from '@/lib/domains/archive/contract/archiveKeys.ts'
import { crateTopic, type Crate } from '@/lib/domains/archive/contract/crate.ts'
import { DIRECTORY_TOPIC } from '@/lib/domains/identity/contract.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveQuery } from '../useLiveQuery.ts'
import { usePendingEdits } from '../usePendingEdits.ts'

/** One crate: `data` as own unanswered changes will leave it, `saved` as it stands. */
export function useCrate(id: string) {
  const key = archiveKeys.crate(id)
  const { data, error, refetch } = useLiveQuery<Crate>({
    key,
    topics: [crateTopic(id), DIRECTORY_TOPIC],
    fetch: ({ signal }) => apiFetch(`/api/archive/crates/${id}`, { signal }),
  })
  return { ...usePendingEdits(key, data), saved: data, error, refetch }
}
