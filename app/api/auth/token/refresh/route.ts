import { getWardline } from '@/lib/composition.ts'
import { RefreshRequest, TokenPair } from '@/lib/domains/identity/contract.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const POST = defineRoute({
  method: 'POST',
  summary: 'Trade a refresh token for a new pair; each can be used once',
  body: RefreshRequest,
  response: TokenPair,
  access: 'public',
  limit: { points: 300, seconds: 60 },
  handle: ({ body, address }) => getWardline().identity.tokens.refresh(body.refresh, address),
})
