import type { Receipts } from '@/lib/domains/notifications/contract.ts'
import { receiptsTopic } from '@/lib/domains/notifications/contract/audience.ts'
import { notificationsKeys } from '@/lib/domains/notifications/contract/notificationsKeys.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveQuery } from '../useLiveQuery.ts'

/** Who has acknowledged what one has sent, when and on which device, as it happens. */
export function useReceipts(sendId: string) {
  return useLiveQuery<Receipts>({
    key: notificationsKeys.receipts(sendId),
    topics: [receiptsTopic(sendId)],
    fetch: ({ signal }) => apiFetch(`/api/notifications/sent/${sendId}/receipts`, { signal }),
  })
}
