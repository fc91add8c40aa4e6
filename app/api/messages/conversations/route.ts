import { getWardline } from '@/lib/composition.ts'
import { Conversation, ConversationCreate, ConversationList } from '@/lib/domains/messages/contract.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'List one’s own conversations, the latest first',
  access: 'actor',
  response: ConversationList,
  handle: ({ actor }) => getWardline().messages.conversations.list(actor),
})

export const POST = defineRoute({
  method: 'POST',
  summary: 'Begin a conversation with one person (found again where there is one) or a group',
  access: 'actor',
  body: ConversationCreate,
  response: Conversation,
  status: 201,
  limit: { points: 60, seconds: 60 },
  handle: (call) => getWardline().messages.conversations.create(call, call.body),
})
