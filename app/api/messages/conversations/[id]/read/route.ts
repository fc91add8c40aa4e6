import { getWardline } from '@/lib/composition.ts'
import { MarkUpTo } from '@/lib/domains/messages/contract.ts'
import { IdParams } from '@/lib/domains/messages/server/messagesQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const POST = defineRoute({
  method: 'POST',
  summary: 'Mark a conversation as read up to a number',
  access: 'actor',
  params: IdParams,
  body: MarkUpTo,
  limit: { points: 600, seconds: 60 },
  handle: (call) =>
    getWardline().messages.conversations.mark(call, call.params.id, { read: call.body.number }),
})
