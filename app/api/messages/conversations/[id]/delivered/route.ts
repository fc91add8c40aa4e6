import { getWardline } from '@/lib/composition.ts'
import { MarkUpTo } from '@/lib/domains/messages/contract.ts'
import { IdParams } from '@/lib/domains/messages/server/messagesQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const POST = defineRoute({
  method: 'POST',
  summary: 'Say that a device has received a conversation up to a number',
  access: 'actor',
  params: IdParams,
  body: MarkUpTo,
  limit: { points: 600, seconds: 60 },
  handle: (call) =>
    getWardline().messages.conversations.mark(call, call.params.id, { delivered: call.body.number }),
})
