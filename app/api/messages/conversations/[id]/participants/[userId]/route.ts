import { getWardline } from '@/lib/composition.ts'
import { ParticipantParams } from '@/lib/domains/messages/server/messagesQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const DELETE = defineRoute({
  method: 'DELETE',
  summary: 'Leave a group, or take somebody out of one’s own',
  access: 'actor',
  params: ParticipantParams,
  limit: { points: 60, seconds: 60 },
  handle: (call) => getWardline().messages.conversations.remove(call, call.params.id, call.params.userId),
})
