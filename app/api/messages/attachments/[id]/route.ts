import { getWardline } from '@/lib/composition.ts'
import { IdParams } from '@/lib/domains/messages/server/messagesQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'
import { fileResponse } from '@/lib/platform/http/fileResponse.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'Download a file of a message',
  access: 'actor',
  params: IdParams,
  handle: async ({ actor, params }) =>
    fileResponse(await getWardline().messages.files.download(actor, params.id)),
})

export const DELETE = defineRoute({
  method: 'DELETE',
  summary: 'Take back a file that no message has taken',
  access: 'actor',
  params: IdParams,
  limit: { points: 120, seconds: 60 },
  handle: (call) => getWardline().messages.files.discard(call, call.params.id),
})
