import { useQuery } from '@tanstack/react-query'
import type { RecipientCount, SendAudience } from '@/lib/domains/notifications/contract.ts'
import type { ApiError } from '../ApiError.ts'
import { apiFetch } from '../apiFetch.ts'

/** How many people something would reach now; asked anew for each question. Null audience asks nothing. */
export function useRecipientCount(audience: SendAudience | null) {
  return useQuery<RecipientCount, ApiError>({
    queryKey: ['notifications', 'recipients', audience],
    queryFn: ({ signal }) =>
      apiFetch('/api/notifications/recipients', { method: 'POST', body: { audience }, signal }),
    enabled: audience !== null,
    networkMode: 'always',
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
}
