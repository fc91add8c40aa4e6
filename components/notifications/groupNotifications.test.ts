import { expect, test } from 'vitest'
import { createLine } from '@/hooks/notifications/testing/createLine.ts'
import { groupNotifications } from './groupNotifications'

const unread = createLine({ id: 'u', created_at: '2026-11-20T08:00:00.000Z' })
const lateYesterday = createLine({ id: 'y', read: true, created_at: '2026-11-24T23:30:00.000Z' })
const older = createLine({ id: 'o', read: true, created_at: '2026-11-23T08:00:00.000Z' })
const groups = (lines: Parameters<typeof groupNotifications>[0], wasUnread: readonly string[] = []) =>
  groupNotifications(lines, 'Europe/Vienna', new Set(wasUnread)).map(({ day, lines: of }) => [
    day,
    of.map(({ id }) => id),
  ])

test('unread ones first, the others by days of the site', () => {
  expect(groups([unread, lateYesterday, older])).toEqual([
    [null, ['u']],
    ['2026-11-25', ['y']],
    ['2026-11-23', ['o']],
  ])
})

test('what was marked just now stays where it was, also when the list is fetched anew', () => {
  expect(groups([lateYesterday, older], ['o'])).toEqual([
    [null, ['o']],
    ['2026-11-25', ['y']],
  ])
})
