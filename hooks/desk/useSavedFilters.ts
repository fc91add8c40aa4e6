import { deskKeys, type FilteredList, type SavedFilterPage } from '@/lib/domains/desk/contract.ts'
import { userTopic } from '@/lib/realtime/protocol/topic.ts'
import { apiFetch } from '../apiFetch.ts'
import { toQuery } from '../archive/toQuery.ts'
import { useRealtime } from '../RealtimeContext.ts'
import { useLiveQuery } from '../useLiveQuery.ts'

/** One's own filters by name: those of one list, or of all. */
export function useSavedFilters(list?: FilteredList) {
  const { userId } = useRealtime()
  return useLiveQuery<SavedFilterPage>({
    key: list === undefined ? deskKeys.filters : deskKeys.filtersOf(list),
    topics: [userTopic(userId)],
    fetch: ({ signal }) => apiFetch(toQuery('/api/desk/filters', { list }), { signal }),
  })
}
