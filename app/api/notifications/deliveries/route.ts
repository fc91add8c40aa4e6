import { getWardline } from '@/lib/composition.ts'
import { DeliveryPage } from '@/lib/domains/notifications/contract/delivery.ts'
import { DeliveryQuery } from '@/lib/domains/notifications/server/delivery/deliveryQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'List what left or is to leave the house, the newest first; admins only',
  access: 'actor',
  query: DeliveryQuery,
  response: DeliveryPage,
  handle: ({ actor, query }) => getWardline().deliveries.outbox.list(actor, query),
})
