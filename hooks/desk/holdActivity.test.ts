import { expect, test } from 'vitest'
import type { Activity } from '@/lib/domains/desk/contract.ts'
import { activityId, holdActivity } from './holdActivity.ts'

const activity = (subject: string, position: number, given: Partial<Activity> = {}): Activity => ({
  position,
  unit: { id: 'surgery', name: 'Surgery' },
  entity: 'crate',
  action: 'updated',
  actor: { id: 'ada', name: 'Ada' },
  subject: { kind: 'crate', id: subject, number: subject, readable: true },
  statuses: [],
  count: 1,
  first_at: `2026-11-21T08:00:00.000Z`,
  at: '2026-11-21T08:00:00.000Z',
  ...given,
})
const subjects = (rows: readonly Activity[]) => rows.map(({ subject }) => subject?.id)

test('new ones wait, whatever they are about', () => {
  const shown = [activity('b', 5), activity('a', 4)]
  const held = holdActivity(shown, [activity('c', 7), activity('d', 6), ...shown])
  expect(subjects(held.rows)).toEqual(['b', 'a'])
  expect(held.waiting).toBe(2)
})

test('a change that joins one on the page shows in its place', () => {
  const joined = activity('a', 9, { count: 2 })
  const held = holdActivity([activity('b', 5), activity('a', 4)], [joined, activity('b', 5)])
  expect(held.rows).toEqual([activity('b', 5), joined])
  expect(held.waiting).toBe(0)
})

test('a further page follows below and does not wait', () => {
  const shown = [activity('b', 5)]
  const held = holdActivity(shown, [...shown, activity('a', 4)])
  expect(subjects(held.rows)).toEqual(['b', 'a'])
  expect(held.waiting).toBe(0)
})

test('what one person did to a thing again later is another activity', () => {
  const first = activity('a', 4)
  const again = activity('a', 9, { first_at: '2026-11-21T09:00:00.000Z' })
  expect(activityId(again)).not.toBe(activityId(first))
  expect(holdActivity([first], [again, first]).waiting).toBe(1)
})
