import { getWardline } from '@/lib/composition.ts'
import { RefreshRequest } from '@/lib/domains/identity/contract.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const POST = defineRoute({
  method: 'POST',
  summary: 'End the session of a refresh token, and with it its access tokens and sockets',
  body: RefreshRequest,
  access: 'public',
  limit: { points: 300, seconds: 60 },
  handle: async ({ body, address }) => {
    await getWardline().identity.tokens.revoke(body.refresh, address)
  },
})
