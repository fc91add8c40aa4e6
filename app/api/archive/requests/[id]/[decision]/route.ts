import * as z from 'zod'
import { getWardline } from '@/lib/composition.ts'
import { ArchiveRequest, DecisionInput, DECISIONS } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { IdParams } from '@/lib/domains/archive/server/archiveQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const POST = defineRoute({
  method: 'POST',
  summary: 'Approve, reject, send back, resubmit, cancel or return a request',
  access: 'actor',
  params: IdParams.extend({ decision: z.enum(DECISIONS) }),
  body: DecisionInput,
  response: ArchiveRequest,
  limit: { points: 300, seconds: 60 },
  handle: (call) => {
    const { id, decision } = call.params
    return getWardline().archive.requests.decide(call, id, { decision, input: call.body })
  },
})
