import { expect, test } from 'vitest'
import { homePlan } from './homePlan.ts'

const asker = (role: 'clerk' | 'manager' | 'admin', unitId: string | null) => ({ userId: 'u', role, unitId })

test('a manager sees decisions first, and what may be destroyed', () => {
  expect(homePlan(asker('manager', 'surgery'))).toEqual(['waiting', 'overdue', 'retention', 'own'])
})

test('an admin decides everywhere', () => {
  expect(homePlan(asker('admin', null))[0]).toBe('waiting')
})

test('a clerk sees their own requests first, and nothing of destruction', () => {
  expect(homePlan(asker('clerk', 'surgery'))).toEqual(['own', 'waiting', 'overdue'])
})
