import { getWardline } from '@/lib/composition.ts'
import { Message, MessageEdit } from '@/lib/domains/messages/contract.ts'
import { IdParams } from '@/lib/domains/messages/server/messagesQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const PATCH = defineRoute({
  method: 'PATCH',
  summary: 'Change what one has said; what it said before is kept',
  access: 'actor',
  params: IdParams,
  body: MessageEdit,
  response: Message,
  limit: { points: 120, seconds: 60 },
  handle: (call) => getWardline().messages.messages.edit(call, call.params.id, call.body),
})

export const DELETE = defineRoute({
  method: 'DELETE',
  summary: 'Delete what one has said; a mark stays in its place',
  access: 'actor',
  params: IdParams,
  response: Message,
  limit: { points: 120, seconds: 60 },
  handle: (call) => getWardline().messages.messages.remove(call, call.params.id),
})
