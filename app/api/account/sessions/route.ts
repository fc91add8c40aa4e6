import { getWardline } from '@/lib/composition.ts'
import { SessionList, SessionsEnded } from '@/lib/domains/identity/contract.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: "One's own sessions, the one used last first",
  response: SessionList,
  access: 'actor',
  handle: async ({ actor }) => ({ items: await getWardline().identity.account.sessions(actor) }),
})

export const DELETE = defineRoute({
  method: 'DELETE',
  summary: "End all of one's own sessions but this one",
  response: SessionsEnded,
  access: 'actor',
  handle: async ({ actor, stamp }) => ({
    ended: await getWardline().identity.account.endOtherSessions(actor, stamp),
  }),
})
