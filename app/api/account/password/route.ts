import { getWardline } from '@/lib/composition.ts'
import { PasswordChangeRequest } from '@/lib/domains/identity/contract.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const POST = defineRoute({
  method: 'POST',
  summary: "Change one's own password; every other session ends",
  body: PasswordChangeRequest,
  access: 'actor',
  limit: { points: 10, seconds: 300 },
  handle: async ({ actor, stamp, body }) => {
    await getWardline().identity.account.changePassword(actor, stamp, body)
  },
})
