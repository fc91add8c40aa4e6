import { encode } from 'next-auth/jwt'
import { expect, test } from 'vitest'
import { connectProof, isConnectProof } from './connectProof.ts'
import { parseCookies, readSessionId } from './sessionCookie.ts'

const SECRET = '11'.repeat(32)
const SID = '01936b5e-8f3a-7c21-9d4e-2b6f8a0c1d3e'
const PLAIN = 'next-auth.session-token'
const SECURE = '__Host-next-auth.session-token'

const tokenOf = async (token: object, maxAge = 60, secret = SECRET) =>
  await encode({ token: { ...token }, secret, maxAge })

test('the session id is read from the plain and from the secure cookie', async () => {
  const token = await tokenOf({ sid: SID })
  expect(readSessionId({ [PLAIN]: token }, SECRET)).toBe(SID)
  expect(readSessionId({ [SECURE]: token }, SECRET)).toBe(SID)
})

test('what was given over https counts under the name that only this host can set', async () => {
  const token = await tokenOf({ sid: SID, hostOnly: true })
  expect(readSessionId({ [SECURE]: token }, SECRET)).toBe(SID)
  expect(readSessionId({ [PLAIN]: token }, SECRET)).toBeNull()
  expect(readSessionId({ '__Secure-next-auth.session-token': token }, SECRET)).toBeNull()
})

test('the secure cookie counts before a plain one, which another host of the domain could have set', async () => {
  const own = await tokenOf({ sid: SID })
  const planted = await tokenOf({ sid: '01936b5e-8f3a-7c21-9d4e-000000000000' })
  expect(readSessionId({ [PLAIN]: planted, [SECURE]: own }, SECRET)).toBe(SID)
})

test.each([
  ['no cookie', async () => undefined],
  ['garbage', async () => 'a.b.c'],
  ['an empty one', async () => ''],
  ['a very long one', async () => 'x'.repeat(100_000)],
  ['one of another key', async () => await tokenOf({ sid: SID }, 60, '55'.repeat(32))],
  ['one past its time', async () => await tokenOf({ sid: SID }, -60)],
  ['one without a session id', async () => await tokenOf({ sub: SID })],
  ['one whose session id is no UUID', async () => await tokenOf({ sid: "' OR 1=1" })],
])('%s reads as nobody, and never throws', async (_name, make) => {
  expect(readSessionId({ [PLAIN]: await make() }, SECRET)).toBeNull()
})

test.each([
  [null, {}],
  ['', {}],
  ['a=1; b=2', { a: '1', b: '2' }],
  ['a=1; a=2', { a: '1' }],
  ['a=%zz; b="q%20r"; =x; c', { a: '%zz', b: 'q r' }],
])('the cookie header %j is parsed', (header, expected) => {
  expect({ ...parseCookies(header) }).toEqual(expected)
})

test('a cookie cannot be named into the prototype', () => {
  expect(Object.entries(parseCookies('__proto__=x; constructor=y'))).toEqual([
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ])
})

test('a connect proof fits its session and its key, and nothing else', () => {
  const proof = connectProof(SECRET, SID)
  expect(proof).toMatch(/^[0-9a-f]{64}$/)
  expect(isConnectProof(SECRET, SID, proof)).toBe(true)
  expect(isConnectProof(SECRET, '01936b5e-8f3a-7c21-9d4e-000000000000', proof)).toBe(false)
  expect(isConnectProof('55'.repeat(32), SID, proof)).toBe(false)
  expect(isConnectProof(SECRET, SID, '')).toBe(false)
  expect(isConnectProof(SECRET, SID, proof.slice(0, -1) + 'é')).toBe(false)
})
