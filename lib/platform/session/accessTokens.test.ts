import { SignJWT, UnsecuredJWT } from 'jose'
import { expect, test } from 'vitest'
import { systemClock } from '../../realtime/server/clock.ts'
import { createAccessTokens } from './accessTokens.ts'

const secret = '22'.repeat(32)
const of = {
  userId: '01936b5e-8f3a-7c21-9d4e-2b6f8a0c1d3e',
  sessionId: '01936b5e-8f3a-7c21-9d4e-2b6f8a0c1d3f',
}
let now = 1_800_000_000_000
const tokens = createAccessTokens({ secret, lifetimeSeconds: 60, clock: { ...systemClock, now: () => now } })

test('a token tells whose it is, in which session, and until when', async () => {
  const verdict = await tokens.verify(await tokens.issue(of))
  expect(verdict).toEqual({ ok: true, ...of, expiresAt: now + 60_000 })
})

test('a token past its time is expired', async () => {
  const token = await tokens.issue(of)
  now += 60_001
  expect(await tokens.verify(token)).toEqual({ ok: false, reason: 'expired' })
})

test.each([
  ['nothing', async () => ''],
  ['garbage', async () => 'a.b.c'],
  [
    'one of another key',
    async () => await createAccessTokens({ secret: '55'.repeat(32), lifetimeSeconds: 60 }).issue(of),
  ],
  ['an unsigned one', async () => new UnsecuredJWT({ sid: of.sessionId, sub: of.userId }).encode()],
  [
    'a token of our key that is no access token',
    async () => await forged({ alg: 'HS256' }, { sid: of.sessionId }),
  ],
  ['one without a session', async () => await forged({ alg: 'HS256', typ: 'at+jwt' }, {})],
])('%s is invalid', async (_name, make) => {
  expect(await tokens.verify(await make())).toEqual({ ok: false, reason: 'invalid' })
})

async function forged(
  header: { alg: string; typ?: string },
  claims: Record<string, string>,
): Promise<string> {
  return await new SignJWT(claims)
    .setProtectedHeader(header)
    .setSubject(of.userId)
    .setIssuer('wardline')
    .setAudience('wardline')
    .setExpirationTime(Math.floor(now / 1000) + 60)
    .sign(Buffer.from(secret, 'hex'))
}
