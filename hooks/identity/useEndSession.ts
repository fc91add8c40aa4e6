import { apiFetch } from '../apiFetch.ts'
import { useLiveMutation } from '../useLiveMutation.ts'

/** Ends one of one's own sessions, by its id. */
export function useEndSession(onSuccess?: () => void) {
  return useLiveMutation<undefined, string>({
    send: (id, request) =>
      apiFetch(`/api/account/sessions/${encodeURIComponent(id)}`, { ...request, method: 'DELETE' }),
    ...(onSuccess ? { onSuccess } : {}),
  })
}
