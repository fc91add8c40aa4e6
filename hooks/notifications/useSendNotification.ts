import type {
  NotifyUserRequest,
  SendAudience,
  SentNotification,
} from '@/lib/domains/notifications/contract.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveMutation } from '../useLiveMutation.ts'

/** What an admin writes, and whom it is for. The id is the client's: sent again it is there once. */
export interface Sending extends NotifyUserRequest {
  readonly id: string
  readonly audience: SendAudience
}

/** Sends words to people, roles, units or everyone. */
export function useSendNotification(onSent: (sent: SentNotification) => void) {
  return useLiveMutation<SentNotification, Sending>({
    send: (body, request) => apiFetch('/api/ws/broadcast', { ...request, method: 'POST', body }),
    onSuccess: onSent,
  })
}
