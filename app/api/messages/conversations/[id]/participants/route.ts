import { getWardline } from '@/lib/composition.ts'
import { ParticipantList, ParticipantsAdd } from '@/lib/domains/messages/contract.ts'
import { IdParams } from '@/lib/domains/messages/server/messagesQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'List who takes part in a conversation, and how far each has read',
  access: 'actor',
  params: IdParams,
  response: ParticipantList,
  handle: ({ actor, params }) => getWardline().messages.conversations.participants(actor, params.id),
})

export const POST = defineRoute({
  method: 'POST',
  summary: 'Add people to a group, with what was said so far or without',
  access: 'actor',
  params: IdParams,
  body: ParticipantsAdd,
  response: ParticipantList,
  limit: { points: 60, seconds: 60 },
  handle: (call) => getWardline().messages.conversations.add(call, call.params.id, call.body),
})
