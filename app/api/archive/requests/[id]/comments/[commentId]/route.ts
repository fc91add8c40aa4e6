import * as z from 'zod'
import { getWardline } from '@/lib/composition.ts'
import { IdParams } from '@/lib/domains/archive/server/archiveQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const DELETE = defineRoute({
  method: 'DELETE',
  summary: 'Take back what oneself said about a request',
  access: 'actor',
  params: IdParams.extend({ commentId: z.uuid() }),
  limit: { points: 120, seconds: 60 },
  handle: (call) => getWardline().archive.comments.remove(call, call.params.id, call.params.commentId),
})
