import { getWardline } from '@/lib/composition.ts'
import { ArchiveRequest, RequestCreate, RequestPage } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { RequestQuery } from '@/lib/domains/archive/server/archiveQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'List requests, newest first unless asked otherwise',
  access: 'actor',
  query: RequestQuery,
  response: RequestPage,
  handle: ({ actor, query, share }) => getWardline().archive.requests.list(actor, query, share),
})

export const POST = defineRoute({
  method: 'POST',
  summary: 'Ask for crates',
  access: 'actor',
  body: RequestCreate,
  response: ArchiveRequest,
  status: 201,
  limit: { points: 300, seconds: 60 },
  handle: (call) => getWardline().archive.requests.create(call, call.body),
})
