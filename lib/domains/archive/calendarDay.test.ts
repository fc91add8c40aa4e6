import { expect, test } from 'vitest'
import { addDays, addYears, dayAt, daysBetween } from './calendarDay.ts'

test('the day depends on where one is', () => {
  const lateEvening = Date.parse('2026-11-21T23:30:00Z')
  expect(dayAt(lateEvening, 'UTC')).toBe('2026-11-21')
  expect(dayAt(lateEvening, 'Europe/Berlin')).toBe('2026-11-22')
})

test('days are counted over months, leap days and changes of the clock', () => {
  expect(addDays('2028-02-28', 2)).toBe('2028-03-01')
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
  expect(daysBetween('2026-11-21', '2026-11-19')).toBe(-2)
})

test('years later it is the same day; 29 February becomes the 28th', () => {
  expect(addYears('2026-03-31', 10)).toBe('2036-03-31')
  expect(addYears('2028-02-29', 1)).toBe('2029-02-28')
  expect(addYears('2028-02-29', 4)).toBe('2032-02-29')
})
