import { describe, expect, test } from 'vitest'
import { formatCalendarDay, formatClock, formatDay, formatExact, formatRelative } from './formatTime'

const now = Date.parse('2026-11-21T12:00:00Z')
const ago = (seconds: number) => formatRelative(new Date(now - seconds * 1000), now, 'Europe/Berlin')

describe('relative times', () => {
  test.each([
    [0, 'just now'],
    [44, 'just now'],
    [-30, 'just now'],
    [45, '1 min ago'],
    [119, '1 min ago'],
    [120, '2 min ago'],
    [3_599, '59 min ago'],
    [3_600, '1 hr ago'],
    [86_399, '23 hr ago'],
    [86_400, '1 day ago'],
    [6 * 86_400, '6 days ago'],
    [7 * 86_400, '14 Nov 2026'],
    [-7_200, 'in 2 hr'],
    [-3 * 86_400, 'in 3 days'],
  ])('%d s ago reads %s', (seconds, text) => {
    expect(ago(seconds)).toBe(text)
  })
})

describe('the site’s zone', () => {
  test('a day changes at its midnight', () => {
    expect(formatDay(new Date('2026-06-30T22:30:00Z'), 'Europe/Berlin')).toBe('1 Jul 2026')
  })

  test('clocks move on the two days a year', () => {
    expect(formatClock(new Date('2026-03-29T00:59:00Z'), 'Europe/Berlin')).toBe('01:59')
    expect(formatClock(new Date('2026-03-29T01:00:00Z'), 'Europe/Berlin')).toBe('03:00')
    expect(formatClock(new Date('2026-10-25T00:30:00Z'), 'Europe/Berlin')).toBe('02:30')
    expect(formatClock(new Date('2026-10-25T01:30:00Z'), 'Europe/Berlin')).toBe('02:30')
  })

  test('the exact time tells the two apart', () => {
    const first = formatExact(new Date('2026-10-25T00:30:00Z'), 'Europe/Berlin')
    const second = formatExact(new Date('2026-10-25T01:30:00Z'), 'Europe/Berlin')
    expect(first).not.toBe(second)
  })
})

test('a day of the calendar is the same in every zone', () => {
  expect(formatCalendarDay('2026-03-29')).toBe('29 Mar 2026')
  expect(formatCalendarDay('2026-03-29', 'short')).toBe('29 Mar')
})
