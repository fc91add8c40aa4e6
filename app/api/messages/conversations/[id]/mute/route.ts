import { getWardline } from '@/lib/composition.ts'
import { MuteRequest } from '@/lib/domains/messages/contract.ts'
import { IdParams } from '@/lib/domains/messages/server/messagesQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const PUT = defineRoute({
  method: 'PUT',
  summary: 'Mute a conversation for oneself, or hear it again',
  access: 'actor',
  params: IdParams,
  body: MuteRequest,
  limit: { points: 120, seconds: 60 },
  handle: (call) => getWardline().messages.conversations.mute(call, call.params.id, call.body.muted),
})
