import type { PasswordChangeRequest } from '@/lib/domains/identity/contract.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveMutation } from '../useLiveMutation.ts'

/** Changes one's own password; every other session ends. */
export function useChangePassword(onSuccess: () => void) {
  return useLiveMutation<undefined, PasswordChangeRequest>({
    send: (body, request) => apiFetch('/api/account/password', { ...request, method: 'POST', body }),
    onSuccess,
  })
}
