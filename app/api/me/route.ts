import { getWardline } from '@/lib/composition.ts'
import { Me } from '@/lib/domains/identity/contract.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'Who is signed in, and what they may do where',
  response: Me,
  access: 'actor',
  handle: ({ actor }) => getWardline().identity.directory.me(actor),
})
