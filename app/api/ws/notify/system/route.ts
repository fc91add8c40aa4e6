import { getWardline } from '@/lib/composition.ts'
import { NotifySystemRequest, SentNotification } from '@/lib/domains/notifications/contract.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const POST = defineRoute({
  method: 'POST',
  summary: 'Send a system notification, to everyone unless it says whom',
  access: 'actor',
  body: NotifySystemRequest,
  response: SentNotification,
  status: 201,
  limit: { points: 60, seconds: 60 },
  handle: (call) => {
    const { audience = { everyone: true }, ...content } = call.body
    return getWardline().notifications.sender.send(call, content, audience)
  },
})
