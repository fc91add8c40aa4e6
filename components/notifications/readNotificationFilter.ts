import { NOTIFICATION_TYPES, type NotificationFilter } from '@/lib/domains/notifications/contract.ts'

/** What the list may be narrowed to; null: all that is not put off. */
export const LIST_STATES = ['unread', 'snoozed'] as const

/** Reads the list's filter from an address; what is not understood is left out. */
export function readNotificationFilter(params: URLSearchParams): NotificationFilter {
  const state = LIST_STATES.find((known) => known === params.get('state'))
  const type = NOTIFICATION_TYPES.find((known) => known === params.get('type'))
  return { ...(state !== undefined && { state }), ...(type !== undefined && { type }) }
}
