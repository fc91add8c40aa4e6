import type { NotificationFilter } from '../contract.ts'

/** Query keys of the notifications. Their live topics are the reader's `notificationTopics`. */
export const notificationsKeys = {
  lists: ['notifications', 'list'] as const,
  list: (filter: NotificationFilter) => ['notifications', 'list', filter] as const,
  counts: ['notifications', 'counts'] as const,
  item: (id: string) => ['notifications', 'item', id] as const,
  sent: ['notifications', 'sent'] as const,
  /** Its live topic is `receiptsTopic(sendId)`. */
  receipts: (sendId: string) => ['notifications', 'receipts', sendId] as const,
}
