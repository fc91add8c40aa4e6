import { getWardline } from '@/lib/composition.ts'
import { Conversation, ConversationEdit } from '@/lib/domains/messages/contract.ts'
import { IdParams } from '@/lib/domains/messages/server/messagesQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'Read a conversation of one’s own',
  access: 'actor',
  params: IdParams,
  response: Conversation,
  handle: ({ actor, params }) => getWardline().messages.conversations.get(actor, params.id),
})

export const PATCH = defineRoute({
  method: 'PATCH',
  summary: 'Name a group, or take its name away',
  access: 'actor',
  params: IdParams,
  body: ConversationEdit,
  response: Conversation,
  limit: { points: 60, seconds: 60 },
  handle: (call) => getWardline().messages.conversations.rename(call, call.params.id, call.body),
})
