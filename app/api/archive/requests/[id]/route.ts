import { getWardline } from '@/lib/composition.ts'
import { ArchiveRequest, RequestUpdate } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { IdParams } from '@/lib/domains/archive/server/archiveQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'Read a request',
  access: 'actor',
  params: IdParams,
  response: ArchiveRequest,
  handle: ({ actor, params }) => getWardline().archive.requests.get(actor, params.id),
})

export const PATCH = defineRoute({
  method: 'PATCH',
  summary: 'Change what a request asks for',
  access: 'actor',
  params: IdParams,
  body: RequestUpdate,
  response: ArchiveRequest,
  limit: { points: 300, seconds: 60 },
  handle: (call) => getWardline().archive.requests.update(call, call.params.id, call.body),
})

export const DELETE = defineRoute({
  method: 'DELETE',
  summary: 'Remove a request that had no effect',
  access: 'actor',
  params: IdParams,
  limit: { points: 300, seconds: 60 },
  handle: (call) => getWardline().archive.requests.remove(call, call.params.id),
})
