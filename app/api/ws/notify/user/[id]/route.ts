import { getWardline } from '@/lib/composition.ts'
import { NotifyUserRequest, SentNotification } from '@/lib/domains/notifications/contract.ts'
import { IdParams } from '@/lib/domains/notifications/server/notificationsQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const POST = defineRoute({
  method: 'POST',
  summary: 'Send a system notification to one person',
  access: 'actor',
  params: IdParams,
  body: NotifyUserRequest,
  response: SentNotification,
  status: 201,
  limit: { points: 120, seconds: 60 },
  handle: (call) => getWardline().notifications.sender.sendTo(call, call.params.id, call.body),
})
