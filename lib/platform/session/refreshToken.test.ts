import { expect, test } from 'vitest'
import { deriveRefreshToken, parseRefreshToken } from './refreshToken.ts'

const secret = '22'.repeat(32)
const sessionId = '01936b5e-8f3a-7c21-9d4e-2b6f8a0c1d3e'

test('a refresh token is the same for the same family and number, and reads back', () => {
  const token = deriveRefreshToken(secret, { sessionId, generation: 7 })
  expect(deriveRefreshToken(secret, { sessionId, generation: 7 })).toBe(token)
  expect(parseRefreshToken(secret, token)).toEqual({ sessionId, generation: 7 })
})

test.each([
  ['another number', (token: string) => token.replace('.7.', '.8.')],
  ['another family', (token: string) => token.replace('2b6f8a0c1d3e', '2b6f8a0c1d3f')],
  ['a shortened mark', (token: string) => token.slice(0, -1)],
  ['a number with zeros before it', (token: string) => token.replace('.7.', '.07.')],
  ['nothing', () => ''],
])('%s under the same mark is refused', (_name, forge) => {
  const token = deriveRefreshToken(secret, { sessionId, generation: 7 })
  expect(parseRefreshToken(secret, forge(token))).toBeNull()
  expect(parseRefreshToken('55'.repeat(32), token)).toBeNull()
})
