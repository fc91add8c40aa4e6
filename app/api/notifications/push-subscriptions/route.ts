import { getWardline } from '@/lib/composition.ts'
import { PushDevice, PushSubscriptionCreate } from '@/lib/domains/notifications/contract/delivery.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const POST = defineRoute({
  method: 'POST',
  summary: 'Let this browser take pushes, for as long as one is signed in here',
  access: 'actor',
  body: PushSubscriptionCreate,
  response: PushDevice,
  status: 201,
  limit: { points: 20, seconds: 60 },
  handle: (call) => getWardline().deliveries.pushes.add(call, call.body),
})
