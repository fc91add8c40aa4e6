import { getWardline } from '@/lib/composition.ts'
import { DeliverySummary } from '@/lib/domains/notifications/contract/delivery.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'How many deliveries there are of each state, and which channels have a transport; admins only',
  access: 'actor',
  response: DeliverySummary,
  handle: ({ actor }) => getWardline().deliveries.outbox.summary(actor),
})
