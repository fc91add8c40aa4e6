import { expect, test } from 'vitest'
import { MOST_ATTEMPTS, nextTryMs } from './nextTry.ts'

const temporary = { failure: 'temporary', retryAfterMs: null } as const
const after = (attempts: number, random = 1) =>
  nextTryMs(temporary, { channel: 'email', attempts }, () => random)

test('waits double up to four hours, and differ by chance', () => {
  expect([1, 2, 3, 11].map((attempts) => after(attempts))).toEqual([15_000, 30_000, 60_000, 14_400_000])
  expect(after(1, 0)).toBe(7_500)
})

test('what the other side asks for counts, within reason', () => {
  const asked = (retryAfterMs: number) =>
    nextTryMs({ failure: 'temporary', retryAfterMs }, { channel: 'sms', attempts: 1 }, () => 0)
  expect([asked(60_000), asked(1_000), asked(10 ** 12)]).toEqual([60_000, 7_500, 14_400_000])
})

test('a last word, and one try too many, end it', () => {
  expect(
    nextTryMs({ failure: 'permanent', retryAfterMs: null }, { channel: 'sms', attempts: 1 }, () => 0),
  ).toBeNull()
  expect(after(MOST_ATTEMPTS.email)).toBeNull()
  expect(after(MOST_ATTEMPTS.email - 1)).not.toBeNull()
})
