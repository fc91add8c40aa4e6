import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backoffMs, DEFAULT_BOUNDS, reconnectDelayMs } from './backoff.ts'

describe('backoff', () => {
  test('[CLI-1] a delay lies between min and min(max, min·2^n), however often it failed', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.double({ min: 0, max: 0.999, noNaN: true }), (failures, random) => {
        const delay = backoffMs(failures, DEFAULT_BOUNDS, random)
        expect(delay).toBeGreaterThanOrEqual(500)
        expect(delay).toBeLessThanOrEqual(Math.min(20_000, 500 * 2 ** Math.min(failures, 30)))
      }),
    )
  })

  test('[CLI-1] jitter is full: the whole range is used', () => {
    expect(backoffMs(3, DEFAULT_BOUNDS, 0)).toBe(500)
    expect(backoffMs(3, DEFAULT_BOUNDS, 1)).toBe(4_000)
    expect(backoffMs(9, DEFAULT_BOUNDS, 1)).toBe(20_000)
  })

  test('[CON-6] a drain window is kept, whatever failed before', () => {
    const window = { min_ms: 1_000, max_ms: 5_000 }
    expect(reconnectDelayMs({ code: 4200, window, failures: 7 }, DEFAULT_BOUNDS, 0)).toBe(1_000)
    expect(reconnectDelayMs({ code: 4200, window, failures: 7 }, DEFAULT_BOUNDS, 0.5)).toBe(3_000)
  })

  test('[CON-6] 43xx waits at least a second, 4302 at least thirty', () => {
    expect(reconnectDelayMs({ code: 4300, window: null, failures: 0 }, DEFAULT_BOUNDS, 0)).toBe(1_000)
    expect(reconnectDelayMs({ code: 4301, window: null, failures: 0 }, DEFAULT_BOUNDS, 0)).toBe(1_000)
    expect(
      reconnectDelayMs({ code: 4302, window: null, failures: 0 }, DEFAULT_BOUNDS, 0),
    ).toBeGreaterThanOrEqual(30_000)
    expect(reconnectDelayMs({ code: 1006, window: null, failures: 0 }, DEFAULT_BOUNDS, 0)).toBe(500)
  })
})
