import type { UseQueryResult } from '@tanstack/react-query'
import type { SessionList } from '@/lib/domains/identity/contract.ts'
import { identityKeys } from '@/lib/domains/identity/identityContract.ts'
import { userTopic } from '@/lib/realtime/protocol/topic.ts'
import type { ApiError } from '../ApiError.ts'
import { apiFetch } from '../apiFetch.ts'
import { useRealtime } from '../RealtimeContext.ts'
import { useLiveQuery } from '../useLiveQuery.ts'

/** One's own sign-ins, the one used last first; one that ends elsewhere disappears at once. */
export function useSessions(): UseQueryResult<SessionList, ApiError> {
  const { userId } = useRealtime()
  return useLiveQuery<SessionList>({
    key: identityKeys.sessions,
    topics: [userTopic(userId)],
    fetch: ({ signal }) => apiFetch<SessionList>('/api/account/sessions', { signal }),
  })
}
