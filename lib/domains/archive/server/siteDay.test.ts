import { expect, test } from 'vitest'
import { addDays, dayAt } from '../calendarDay.ts'
import { startOfDay } from '../startOfDay.ts'
import { weekOf } from './siteDay.ts'

test('the day turns when it turns at the site', () => {
  const evening = Date.parse('2026-12-31T23:30:00Z')
  expect(dayAt(evening, 'Europe/Berlin')).toBe('2027-01-01')
  expect(dayAt(evening, 'America/New_York')).toBe('2026-12-31')
})

test('days are counted over months, years and the 29th of February', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2026-12-25', 14)).toBe('2027-01-08')
  expect(addDays('2027-01-01', -1)).toBe('2026-12-31')
})

test.each([
  ['2026-11-21', '2026-11-16'],
  ['2026-11-16', '2026-11-16'],
  ['2026-11-22', '2026-11-16'],
  ['2027-01-01', '2026-12-28'],
])('the week of %s begins on %s', (day, monday) => {
  expect(weekOf(day)).toBe(monday)
})

test.each([
  ['2026-07-01', 'Europe/Berlin', '2026-06-30T22:00:00.000Z'],
  ['2026-01-01', 'Europe/Berlin', '2025-12-31T23:00:00.000Z'],
  // The days on which the clocks change.
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
  ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
  ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
  ['2026-05-01', 'America/New_York', '2026-05-01T04:00:00.000Z'],
  ['2026-05-01', 'Pacific/Kiritimati', '2026-04-30T10:00:00.000Z'],
  ['2026-05-01', 'UTC', '2026-05-01T00:00:00.000Z'],
])('%s begins in %s at %s', (day, zone, instant) => {
  expect(startOfDay(day, zone).toISOString()).toBe(instant)
})
