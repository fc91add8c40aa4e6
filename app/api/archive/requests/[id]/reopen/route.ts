import { getWardline } from '@/lib/composition.ts'
import { ArchiveRequest, ReopenInput } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { IdParams } from '@/lib/domains/archive/server/archiveQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const POST = defineRoute({
  method: 'POST',
  summary: 'Take back that one has just confirmed the return of a withdrawal',
  access: 'actor',
  params: IdParams,
  body: ReopenInput,
  response: ArchiveRequest,
  limit: { points: 60, seconds: 60 },
  handle: (call) => getWardline().archive.requests.reopen(call, call.params.id, call.body),
})
