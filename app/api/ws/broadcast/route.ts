import { getWardline } from '@/lib/composition.ts'
import { BroadcastRequest, SentNotification } from '@/lib/domains/notifications/contract.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const POST = defineRoute({
  method: 'POST',
  summary: 'Send a system notification to people, a role, a unit or everyone',
  access: 'actor',
  body: BroadcastRequest,
  response: SentNotification,
  status: 201,
  limit: { points: 60, seconds: 60 },
  handle: (call) => {
    const { audience, ...content } = call.body
    return getWardline().notifications.sender.send(call, content, audience)
  },
})
