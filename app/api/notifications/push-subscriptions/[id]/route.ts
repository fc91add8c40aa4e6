import { getWardline } from '@/lib/composition.ts'
import { IdParams } from '@/lib/domains/notifications/server/delivery/deliveryQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const DELETE = defineRoute({
  method: 'DELETE',
  summary: 'End pushes to a browser of one’s own',
  access: 'actor',
  params: IdParams,
  limit: { points: 60, seconds: 60 },
  handle: (call) => getWardline().deliveries.pushes.remove(call, call.params.id),
})
