import { decode, encode } from 'next-auth/jwt'
import { expect, test } from 'vitest'
import { openSessionToken } from './openSessionToken.ts'

const SECRET = '11'.repeat(32)
const NOW = Date.now()

const made = async (maxAge = 60): Promise<string> =>
  await encode({ token: { sid: 'a' }, secret: SECRET, maxAge })
const header = (fields: object): string => Buffer.from(JSON.stringify(fields)).toString('base64url')

/** The token with another text in one of its five parts. */
async function changed(at: number, change: (part: string) => string): Promise<string> {
  const parts = (await made()).split('.')
  parts[at] = change(parts[at] ?? '')
  return parts.join('.')
}

const turned = (part: string): string => `${part.startsWith('A') ? 'B' : 'A'}${part.slice(1)}`

test('what next-auth encrypted reads as next-auth reads it', async () => {
  const token = await made()
  expect(openSessionToken(token, SECRET)).toEqual(await decode({ token, secret: SECRET }))
})

test('it holds until fifteen seconds after its time, as with next-auth', async () => {
  const token = await made(60)
  const claims = openSessionToken(token, SECRET) as { readonly exp: number }
  expect(openSessionToken(token, SECRET, (claims.exp + 14) * 1_000)).not.toBeNull()
  expect(openSessionToken(token, SECRET, (claims.exp + 15) * 1_000)).toBeNull()
})

test.each([
  ['another key', async () => await made(), '22'.repeat(32)],
  ['another nonce', async () => await changed(2, turned), SECRET],
  ['a short nonce', async () => await changed(2, (part) => part.slice(0, 8)), SECRET],
  ['other content', async () => await changed(3, turned), SECRET],
  ['another tag', async () => await changed(4, turned), SECRET],
  ['a cut tag, which is easier to guess', async () => await changed(4, (part) => part.slice(0, 6)), SECRET],
  ['a wrapped key', async () => await changed(1, () => 'AAAA'), SECRET],
  ['one part more', async () => `${await made()}.AAAA`, SECRET],
  [
    'a header that is not authenticated',
    async () => await changed(0, () => header({ alg: 'dir', enc: 'A256GCM', x: 1 })),
    SECRET,
  ],
  ['another algorithm', async () => await changed(0, () => header({ alg: 'none', enc: 'A256GCM' })), SECRET],
  ['a header that is no JSON', async () => await changed(0, () => 'AAAA'), SECRET],
  [
    'a header that is null',
    async () => await changed(0, () => Buffer.from('null').toString('base64url')),
    SECRET,
  ],
])('%s is refused without a throw', async (_name, make, secret) => {
  expect(openSessionToken(await make(), secret, NOW)).toBeNull()
})
