import { getWardline } from '@/lib/composition.ts'
import { DeliveryItem } from '@/lib/domains/notifications/contract/delivery.ts'
import { IdParams } from '@/lib/domains/notifications/server/delivery/deliveryQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const POST = defineRoute({
  method: 'POST',
  summary: 'Try a delivery again now that was given up or waits; admins only',
  access: 'actor',
  params: IdParams,
  response: DeliveryItem,
  limit: { points: 120, seconds: 60 },
  handle: (call) => getWardline().deliveries.outbox.retry(call, call.params.id),
})
