import { getWardline } from '@/lib/composition.ts'
import { IdParams } from '@/lib/domains/archive/server/archiveQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'
import { fileResponse } from '@/lib/platform/http/fileResponse.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'Download a file of a request',
  access: 'actor',
  params: IdParams,
  handle: async ({ actor, params }) =>
    fileResponse(await getWardline().archive.attachments.download(actor, params.id)),
})

export const DELETE = defineRoute({
  method: 'DELETE',
  summary: 'Take a file off a request that is not decided yet',
  access: 'actor',
  params: IdParams,
  limit: { points: 120, seconds: 60 },
  handle: (call) => getWardline().archive.attachments.remove(call, call.params.id),
})
