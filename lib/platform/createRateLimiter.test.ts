import { expect, test } from 'vitest'
import { createRateLimiter } from './createRateLimiter.ts'

const LIMIT = { points: 2, seconds: 60 }

test('so many tries, then the time to wait; each key and each limit for itself', async () => {
  const limiter = createRateLimiter()
  expect(await limiter.take('a', 'ada', LIMIT)).toBeNull()
  expect(await limiter.take('a', 'ada', LIMIT)).toBeNull()
  expect(await limiter.take('a', 'ada', LIMIT)).toBeGreaterThan(50_000)
  expect(await limiter.take('a', 'ben', LIMIT)).toBeNull()
  expect(await limiter.take('b', 'ada', LIMIT)).toBeNull()
})

test('twenty tries at once get no more than the budget', async () => {
  const limiter = createRateLimiter()
  const waits = await Promise.all(Array.from({ length: 20 }, () => limiter.take('a', 'ada', LIMIT)))
  expect(waits.filter((wait) => wait === null)).toHaveLength(2)
})

test('a try that is given back can be taken again, and a forgotten key begins anew', async () => {
  const limiter = createRateLimiter()
  await limiter.take('a', 'ada', LIMIT)
  await limiter.take('a', 'ada', LIMIT)
  await limiter.giveBack('a', 'ada', LIMIT)
  expect(await limiter.take('a', 'ada', LIMIT)).toBeNull()
  expect(await limiter.take('a', 'ada', LIMIT)).not.toBeNull()
  await limiter.forget('a', 'ada', LIMIT)
  expect(await limiter.take('a', 'ada', LIMIT)).toBeNull()
})
