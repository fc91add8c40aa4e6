import * as z from 'zod'
import { NOTIFICATION_PAGE_MAX, NOTIFICATION_TYPES, SEVERITIES } from '../contract.ts'

const limit = z.coerce.number().int().min(1).max(NOTIFICATION_PAGE_MAX).default(50)
const number = z.string().regex(/^\d{1,15}$/)

/** `GET /api/notifications?…` */
export const NotificationsQuery = z.strictObject({
  state: z.enum(['unread', 'read', 'snoozed']).optional(),
  type: z.enum(NOTIFICATION_TYPES).optional(),
  severity: z.enum(SEVERITIES).optional(),
  cursor: z
    .string()
    .regex(/^[01]-\d{1,15}$/, 'Use the next_cursor of the page before.')
    .optional(),
  limit,
})
export type NotificationsQuery = z.infer<typeof NotificationsQuery>

/** `GET /api/notifications/sent?…` */
export const SentQuery = z.strictObject({ cursor: number.optional(), limit })
export type SentQuery = z.infer<typeof SentQuery>

/** `/api/notifications/{id}…` */
export const IdParams = z.object({ id: z.uuid() })
