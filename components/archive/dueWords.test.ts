import { expect, test } from 'vitest'
import { dueWords } from './dueWords.ts'

const out = (due_on: string | null) => ({ kind: 'withdrawal', status: 'approved', due_on }) as const
const TODAY = '2026-11-21'

test.each([
  ['2026-11-24', { text: 'Due in 3 days', isOverdue: false, isSoon: false }],
  ['2026-11-23', { text: 'Due in 2 days', isOverdue: false, isSoon: true }],
  ['2026-11-22', { text: 'Due tomorrow', isOverdue: false, isSoon: true }],
  ['2026-11-21', { text: 'Due today', isOverdue: false, isSoon: true }],
  ['2026-11-20', { text: '1 day overdue', isOverdue: true, isSoon: false }],
  ['2026-10-21', { text: '31 days overdue', isOverdue: true, isSoon: false }],
])('crates that are to be back on %s', (due, words) => {
  expect(dueWords(out(due), TODAY)).toEqual(words)
})

test('only what is out can be due', () => {
  expect(dueWords(out(null), TODAY)).toBeNull()
  expect(dueWords({ ...out('2026-11-01'), status: 'pending' }, TODAY)).toBeNull()
  expect(dueWords({ ...out('2026-11-01'), status: 'completed' }, TODAY)).toBeNull()
})
