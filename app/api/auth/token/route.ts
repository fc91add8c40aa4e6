import { getWardline } from '@/lib/composition.ts'
import { SignInRequest, TokenPair } from '@/lib/domains/identity/contract.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'
import { describeDevice } from '@/lib/platform/session/describeDevice.ts'

export const POST = defineRoute({
  method: 'POST',
  summary: 'Sign a script in: an access token for an hour, a refresh token for the next one',
  body: SignInRequest,
  response: TokenPair,
  access: 'public',
  handle: ({ body, address, request }) =>
    getWardline().identity.tokens.issue(body, {
      device: describeDevice(request.headers.get('user-agent')),
      address,
    }),
})
