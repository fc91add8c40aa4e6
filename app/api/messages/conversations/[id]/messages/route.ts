import { getWardline } from '@/lib/composition.ts'
import { Message, MessagePage, MessageSend } from '@/lib/domains/messages/contract.ts'
import { HistoryQuery, IdParams } from '@/lib/domains/messages/server/messagesQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'Read a page of a conversation',
  access: 'actor',
  params: IdParams,
  query: HistoryQuery,
  response: MessagePage,
  handle: ({ actor, params, query }) => getWardline().messages.history(actor, params.id, query),
})

export const POST = defineRoute({
  method: 'POST',
  summary: 'Send a message: once, however often it is sent under one id',
  access: 'actor',
  params: IdParams,
  body: MessageSend,
  response: Message,
  status: 201,
  limit: { points: 600, seconds: 60 },
  handle: (call) => getWardline().messages.messages.send(call, call.params.id, call.body),
})
