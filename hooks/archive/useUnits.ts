import { archiveKeys } from '@/lib/domains/archive/contract/archiveKeys.ts'
import { DIRECTORY_TOPIC, type UnitItem } from '@/lib/domains/identity/contract.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveQuery } from '../useLiveQuery.ts'

const NONE: readonly UnitItem[] = []

/** All units by name; none until they are known. `isWanted` false asks for nothing. */
export function useUnits(isWanted = true): readonly UnitItem[] {
  const { data } = useLiveQuery<{ readonly items: readonly UnitItem[] }>({
    key: archiveKeys.units,
    topics: [DIRECTORY_TOPIC],
    fetch: ({ signal }) => apiFetch('/api/units', { signal }),
    enabled: isWanted,
  })
  return data?.items ?? NONE
}
