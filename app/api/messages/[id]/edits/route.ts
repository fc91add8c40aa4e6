import { getWardline } from '@/lib/composition.ts'
import { EditList } from '@/lib/domains/messages/contract.ts'
import { IdParams } from '@/lib/domains/messages/server/messagesQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'Read what a message said before it was changed',
  access: 'actor',
  params: IdParams,
  response: EditList,
  handle: ({ actor, params }) => getWardline().messages.messages.edits(actor, params.id),
})
