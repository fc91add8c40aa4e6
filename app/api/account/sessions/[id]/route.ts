import * as z from 'zod'
import { getWardline } from '@/lib/composition.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const DELETE = defineRoute({
  method: 'DELETE',
  summary: "End one of one's own sessions: its sockets close at once",
  params: z.object({ id: z.uuid() }),
  access: 'actor',
  handle: async ({ actor, stamp, params }) => {
    await getWardline().identity.account.endSession(actor, stamp, params.id)
  },
})
