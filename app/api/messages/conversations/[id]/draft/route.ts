import { getWardline } from '@/lib/composition.ts'
import { DraftSave } from '@/lib/domains/messages/contract.ts'
import { IdParams } from '@/lib/domains/messages/server/messagesQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const PUT = defineRoute({
  method: 'PUT',
  summary: 'Keep what one has begun to write, for all one’s devices; nothing written removes it',
  access: 'actor',
  params: IdParams,
  body: DraftSave,
  limit: { points: 300, seconds: 60 },
  handle: (call) => getWardline().messages.drafts.save(call, call.params.id, call.body.content),
})
