import { expect, test } from 'vitest'
import type { NotificationCounts } from '@/lib/domains/notifications/contract.ts'
import { showsStep, stepInCounts, stepInPages, type NotificationStep } from './notificationMarks.ts'
import { createLine } from './testing/createLine.ts'

const group = createLine({ id: 'g', number: 7, count: 5, severity: 'critical' })
const single = createLine({ id: 's', number: 6, type: 'mention' })
const read = createLine({ id: 'r', number: 5, read: true })
const data = { pages: [{ items: [group, single, read], next_cursor: null }], pageParams: [null] }
const counts: NotificationCounts = {
  unread: 6,
  by_type: { request_waiting: 5, mention: 1 },
  critical: 5,
  unacknowledged: 0,
  head: 7,
  changes_at: null,
}
const after = (step: NotificationStep) => ({
  lines: stepInPages(data, step).pages.flatMap(({ items }) =>
    items.map(({ id, read: isRead, count }) => [id, isRead, count]),
  ),
  counts: stepInCounts(counts, step),
})

test('reading a line reads its whole group, and leaves every line where it is', () => {
  const { lines, counts: left } = after({ kind: 'read', line: group })
  expect(lines).toEqual([
    ['g', true, 1],
    ['s', false, 1],
    ['r', true, 1],
  ])
  expect(left).toMatchObject({ unread: 1, by_type: { mention: 1 }, critical: 0 })
})

test('what is read twice, as from two tabs, counts once', () => {
  expect(after({ kind: 'read', line: read }).counts).toEqual(counts)
})

test('unread again is one more', () => {
  expect(after({ kind: 'unread', line: read }).counts).toMatchObject({
    unread: 7,
    by_type: { request_waiting: 6 },
  })
})

test('what is put off leaves the list and the counts', () => {
  const { lines, counts: left } = after({ kind: 'snooze', line: single, until: '2026-11-26T08:00:00Z' })
  expect(lines.map(([id]) => id)).toEqual(['g', 'r'])
  expect(left).toMatchObject({ unread: 5, by_type: { request_waiting: 5 } })
})

test('what is put off comes back by itself: the counts say when', () => {
  const soon = '2026-11-25T10:00:00Z'
  expect(after({ kind: 'snooze', line: single, until: soon }).counts.changes_at).toBe(soon)
  const earlier = { ...counts, changes_at: '2026-11-25T09:00:00Z' }
  expect(stepInCounts(earlier, { kind: 'snooze', line: single, until: soon }).changes_at).toBe(
    earlier.changes_at,
  )
})

test('a list that does not hold the line cannot tell what it shows afterwards', () => {
  const elsewhere = createLine({ id: 'elsewhere' })
  expect(showsStep(data, { kind: 'snooze', line: single, until: null })).toBe(true)
  expect(showsStep(data, { kind: 'snooze', line: elsewhere, until: null })).toBe(false)
  expect(showsStep(data, { kind: 'read_all', upTo: 1 })).toBe(true)
})

test('reading all reads what was seen, and nothing that came since', () => {
  const { lines, counts: left } = after({ kind: 'read_all', upTo: 7 })
  expect(lines.every(([, isRead]) => isRead)).toBe(true)
  expect(left).toMatchObject({ unread: 0, by_type: {}, critical: 0 })
  expect(after({ kind: 'read_all', upTo: 6 }).lines[0]).toEqual(['g', false, 5])
  expect(after({ kind: 'read_all', upTo: 6 }).counts).toEqual(counts)
})

test('acknowledging reads it too, once', () => {
  const line = createLine({ id: 'a', requires_ack: true, type: 'system' })
  const before = { ...counts, unread: 7, unacknowledged: 1 }
  const step = { kind: 'acknowledge', line, at: '2026-11-25T09:00:00Z' } as const
  expect(stepInCounts(before, step)).toMatchObject({ unread: 6, unacknowledged: 0 })
  const acknowledged = { ...line, read: true, acknowledged_at: line.created_at }
  expect(stepInCounts(before, { ...step, line: acknowledged })).toMatchObject({
    unread: 7,
    unacknowledged: 1,
  })
})
