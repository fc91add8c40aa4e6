import { getWardline } from '@/lib/composition.ts'
import { Message, ReactionChange } from '@/lib/domains/messages/contract.ts'
import { IdParams } from '@/lib/domains/messages/server/messagesQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const PUT = defineRoute({
  method: 'PUT',
  summary: 'React to a message with an emoji',
  access: 'actor',
  params: IdParams,
  body: ReactionChange,
  response: Message,
  limit: { points: 240, seconds: 60 },
  handle: (call) => getWardline().messages.messages.react(call, call.params.id, call.body.emoji),
})

export const DELETE = defineRoute({
  method: 'DELETE',
  summary: 'Take a reaction of one’s own back',
  access: 'actor',
  params: IdParams,
  body: ReactionChange,
  response: Message,
  limit: { points: 240, seconds: 60 },
  handle: (call) => getWardline().messages.messages.unreact(call, call.params.id, call.body.emoji),
})
