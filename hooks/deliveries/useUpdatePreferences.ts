import { deliveriesKeys } from '@/lib/domains/notifications/contract/deliveriesKeys.ts'
import type { Preferences, PreferencesUpdate } from '@/lib/domains/notifications/contract/delivery.ts'
import type { ApiError } from '../ApiError.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveMutation } from '../useLiveMutation.ts'

/** Changes how one wants to be told; what is absent stays. */
export function useUpdatePreferences(o: {
  readonly onSuccess?: () => void
  readonly onError?: (error: ApiError) => void
}) {
  return useLiveMutation<Preferences, PreferencesUpdate>({
    send: (body, request) =>
      apiFetch('/api/notifications/preferences', { ...request, method: 'PATCH', body }),
    covers: (answer) => [[deliveriesKeys.preferences, answer]],
    ...o,
  })
}
