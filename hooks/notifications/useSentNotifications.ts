import type { SentPage } from '@/lib/domains/notifications/contract.ts'
import { receiptsTopic } from '@/lib/domains/notifications/contract/audience.ts'
import { notificationsKeys } from '@/lib/domains/notifications/contract/notificationsKeys.ts'
import { useQueryClient } from '@tanstack/react-query'
import { apiFetch } from '../apiFetch.ts'
import { useLiveQuery } from '../useLiveQuery.ts'
import { useNotificationTopics } from './useNotificationTopics.ts'

/** Most that is shown, and followed, of what one has sent. */
const SHOWN = 50

/** What one has sent, the newest first; how many have acknowledged it follows by itself. */
export function useSentNotifications() {
  const own = useNotificationTopics()
  const known = useQueryClient().getQueryData<SentPage>(notificationsKeys.sent)
  const asked = known?.items.filter(({ requires_ack: mustAck }) => mustAck).map(({ id }) => id) ?? []
  return useLiveQuery<SentPage>({
    key: notificationsKeys.sent,
    topics: [...own, ...asked.toSorted().map(receiptsTopic)],
    fetch: ({ signal }) => apiFetch(`/api/notifications/sent?limit=${SHOWN}`, { signal }),
  })
}
