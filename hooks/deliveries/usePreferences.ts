import type { UseQueryResult } from '@tanstack/react-query'
import { EVERYONE_TOPIC } from '@/lib/domains/identity/contract.ts'
import { deliveriesKeys } from '@/lib/domains/notifications/contract/deliveriesKeys.ts'
import type { Preferences } from '@/lib/domains/notifications/contract/delivery.ts'
import { userTopic } from '@/lib/realtime/protocol/topic.ts'
import type { ApiError } from '../ApiError.ts'
import { apiFetch } from '../apiFetch.ts'
import { useRealtime } from '../RealtimeContext.ts'
import { useLiveQuery } from '../useLiveQuery.ts'

/** How one wants to be told beyond the desk; the same in all tabs, and as the site allows. */
export function usePreferences(): UseQueryResult<Preferences, ApiError> {
  const { userId } = useRealtime()
  return useLiveQuery<Preferences>({
    key: deliveriesKeys.preferences,
    topics: [userTopic(userId), EVERYONE_TOPIC],
    fetch: ({ signal }) => apiFetch<Preferences>('/api/notifications/preferences', { signal }),
  })
}
