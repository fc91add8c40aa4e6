import type { SessionsEnded } from '@/lib/domains/identity/contract.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveMutation } from '../useLiveMutation.ts'

/** Ends all of one's own sessions but this one, and tells how many. */
export function useEndOtherSessions(onSuccess?: (ended: number) => void) {
  return useLiveMutation<SessionsEnded>({
    send: (_, request) => apiFetch<SessionsEnded>('/api/account/sessions', { ...request, method: 'DELETE' }),
    ...(onSuccess ? { onSuccess: ({ ended }) => onSuccess(ended) } : {}),
  })
}
