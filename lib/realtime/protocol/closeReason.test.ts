import { expect, test } from 'vitest'
import { CLOSE, closeRange } from './closeReason.ts'

test('[CON-6] the range of a code says what a client does', () => {
  const ranges = Object.fromEntries(Object.entries(CLOSE).map(([name, { code }]) => [name, closeRange(code)]))
  expect(ranges).toEqual({
    goingAway: 'reconnect',
    tooLarge: 'reconnect',
    unauthenticated: 'stay_closed',
    forbidden: 'stay_closed',
    replaced: 'stay_closed',
    abuse: 'stay_closed',
    reloadPage: 'stay_closed',
    draining: 'reconnect',
    slowConsumer: 'reconnect',
    heartbeatTimeout: 'reconnect',
    internal: 'back_off',
    overloaded: 'back_off',
    rateLimited: 'back_off',
    startOver: 'start_over',
  })
  for (const code of [1000, 1001, 1005, 1006, 1011, 1012, 1013, 4100, 4500]) {
    expect(closeRange(code)).toBe('reconnect')
  }
})

test('[CON-6] names and codes are unique, and a name fits a close frame', () => {
  const reasons = Object.values(CLOSE)
  expect(new Set(reasons.map(({ code }) => code)).size).toBe(reasons.length)
  expect(new Set(reasons.map(({ name }) => name)).size).toBe(reasons.length)
  for (const { name } of reasons) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(123)
})
