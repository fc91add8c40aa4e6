import { getWardline } from '@/lib/composition.ts'
import { SetUpRequest } from '@/lib/domains/identity/contract.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const POST = defineRoute({
  method: 'POST',
  summary: 'Make the first account, with the token of the link that the start printed',
  body: SetUpRequest,
  access: 'public',
  limit: { points: 20, seconds: 300 },
  handle: async ({ body, stamp }) => {
    await getWardline().identity.setUp.createFirstAccount(body, stamp)
  },
})
