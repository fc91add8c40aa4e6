import * as z from 'zod'
import { Channel, DELIVERY_PAGE_MAX, DeliveryState } from '../../contract/delivery.ts'

/** `/api/notifications/…/{id}` */
export const IdParams = z.object({ id: z.uuid() })

/** Where a page ends: when the last row was made, and its id. */
const Cursor = z
  .string()
  .regex(/^\d{1,14}_[\da-f-]{36}$/, 'This is no cursor of this list.')
  .transform((text) => ({
    at: new Date(Number(text.slice(0, text.indexOf('_')))),
    id: text.slice(text.indexOf('_') + 1),
  }))
  .refine(({ id }) => z.uuid().safeParse(id).success, 'This is no cursor of this list.')

/** `GET /api/notifications/deliveries?state=…&channel=…&user_id=…&cursor=…&limit=…` */
export const DeliveryQuery = z.strictObject({
  state: z.optional(DeliveryState),
  channel: z.optional(Channel),
  user_id: z.uuid().optional(),
  cursor: Cursor.optional(),
  limit: z.coerce.number().int().min(1).max(DELIVERY_PAGE_MAX).default(50),
})
export type DeliveryQuery = z.infer<typeof DeliveryQuery>
