import { getWardline } from '@/lib/composition.ts'
import { CommentCreate, CommentList, RequestComment } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { IdParams } from '@/lib/domains/archive/server/archiveQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'Read what was said about a request',
  access: 'actor',
  params: IdParams,
  response: CommentList,
  handle: ({ actor, params }) => getWardline().archive.comments.list(actor, params.id),
})

export const POST = defineRoute({
  method: 'POST',
  summary: 'Say something about a request',
  access: 'actor',
  params: IdParams,
  body: CommentCreate,
  response: RequestComment,
  status: 201,
  limit: { points: 120, seconds: 60 },
  handle: (call) => getWardline().archive.comments.create(call, call.params.id, call.body),
})
