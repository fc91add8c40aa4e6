import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { QuietRange } from '../../contract/delivery.ts'
import { isQuiet, quietUntil, wallClockOf } from './quietHours.ts'

const MINUTE = 60_000
const NIGHT: QuietRange = { days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '06:30' }
const berlin = wallClockOf('Europe/Berlin')
const endOf = (iso: string, ranges: readonly QuietRange[], clock = berlin): string | null => {
  const end = quietUntil(Date.parse(iso), ranges, clock)
  return end === null ? null : new Date(end).toISOString()
}

test('a night goes over into the next day, at the site', () => {
  expect(endOf('2026-06-10T19:59:59Z', [NIGHT])).toBeNull()
  expect(endOf('2026-06-10T20:00:00Z', [NIGHT])).toBe('2026-06-11T04:30:00.000Z')
  expect(endOf('2026-06-11T04:29:59Z', [NIGHT])).toBe('2026-06-11T04:30:00.000Z')
  expect(endOf('2026-06-11T04:30:00Z', [NIGHT])).toBeNull()
})

test('a range belongs to the day on which it begins', () => {
  // 2026-06-08 is a Monday.
  const sunday: QuietRange = { days: [7], from: '22:00', to: '06:00' }
  expect(endOf('2026-06-08T01:00:00Z', [sunday])).toBe('2026-06-08T04:00:00.000Z')
  expect(endOf('2026-06-07T01:00:00Z', [sunday])).toBeNull()
})

test('ranges that meet are one, and a week without a break ends after it', () => {
  const noon: QuietRange = { days: [3], from: '06:30', to: '12:00' }
  expect(endOf('2026-06-10T00:00:00Z', [NIGHT, noon])).toBe('2026-06-10T10:00:00.000Z')
  const always: QuietRange = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' }
  expect(endOf('2026-06-10T00:00:00Z', [always])).toBe('2026-06-17T00:01:00.000Z')
})

describe('summer time', () => {
  test('the night in which it begins is an hour shorter, the one in which it ends an hour longer', () => {
    expect(endOf('2026-03-28T21:00:00Z', [NIGHT])).toBe('2026-03-29T04:30:00.000Z')
    expect(endOf('2026-10-24T20:00:00Z', [NIGHT])).toBe('2026-10-25T05:30:00.000Z')
  })

  test('an end within the hour that is left out comes when the clocks have jumped over it', () => {
    const short: QuietRange = { days: [7], from: '01:00', to: '02:30' }
    expect(endOf('2026-03-29T00:30:00Z', [short])).toBe('2026-03-29T01:00:00.000Z')
  })

  // Zones whose clocks change by an hour, by half of one, and at midnight; instants around the changes.
  const changes = [
    ['Europe/Berlin', '2026-03-29T01:00:00Z'],
    ['Europe/Berlin', '2026-10-25T01:00:00Z'],
    ['America/New_York', '2026-11-01T06:00:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
    ['Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
    ['America/Santiago', '2026-09-06T04:00:00Z'],
    ['Asia/Kathmandu', '2026-06-01T00:00:00Z'],
  ] as const
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
  const range: fc.Arbitrary<QuietRange> = fc.record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    from: time,
    to: time,
  })

  test('the end is the first minute at which the clocks show no quiet time, however they are put', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...changes),
        fc.integer({ min: -26 * 60 * 60, max: 3 * 60 * 60 }),
        fc.array(range, { minLength: 1, maxLength: 2 }),
        ([zone, change], seconds, ranges) => {
          const clock = wallClockOf(zone)
          const at = Date.parse(change) + seconds * 1_000
          const end = quietUntil(at, ranges, clock)
          expect(end === null).toBe(!isQuiet(clock(at), ranges))
          if (end === null) return
          let minute = Math.floor(at / MINUTE) * MINUTE + MINUTE
          // A day of minutes, one by one, is enough: what is quiet for longer is no matter of a change.
          const far = minute + 1_500 * MINUTE
          while (minute < far && isQuiet(clock(minute), ranges)) minute += MINUTE
          if (minute < far) expect(end).toBe(minute)
          else expect(end).toBeGreaterThanOrEqual(far)
        },
      ),
      { numRuns: 60 },
    )
  })
})
