import { describe, expect, test } from 'vitest'
import type { Asker } from '@/lib/domains/archive/policy.ts'
import { nextStepWords } from './nextStepWords.ts'
import { createRequestFixture } from './testing/createRequestFixture.ts'

const TODAY = '2026-11-21'
const person = (userId: string, role: Asker['role'], unitId = 'surgery'): Asker => ({ userId, role, unitId })
const max = person('max', 'manager')
const mia = person('mia', 'manager')
const ann = person('ann', 'clerk')
const stranger = person('rob', 'clerk', 'radiology')

describe('a destruction', () => {
  const half = createRequestFixture({
    kind: 'destruction',
    status: 'approved',
    released_by: { id: 'max', name: 'Max' },
  })

  test('waits for a second manager, who is not the first', () => {
    expect(nextStepWords(mia, half, TODAY)).toMatchObject({ title: 'This waits for you', isUrgent: true })
    expect(nextStepWords(max, half, TODAY)).toEqual({
      title: 'What happens next',
      words: '1 of 2 managers: you agreed; another manager of Surgery must agree.',
      isUrgent: false,
    })
    expect(nextStepWords(ann, half, TODAY)?.words).toBe(
      '1 of 2 managers: Max agreed; another manager of Surgery must agree.',
    )
  })
})

describe('crates that are out', () => {
  const out = createRequestFixture({
    status: 'approved',
    due_on: '2026-11-19',
    crates: [
      { id: '1', number: 'CR-1', label: '', returned_at: null, returned_by: null },
      { id: '2', number: 'CR-2', label: '', returned_at: '2026-11-20T08:00:00.000Z', returned_by: null },
    ],
  })

  test('are counted, and too late is said to everybody', () => {
    expect(nextStepWords(ann, out, TODAY)).toEqual({
      title: '2 days overdue',
      words: '1 crate of 2 is out. Put each back as it comes, or confirm the return of all.',
      isUrgent: true,
    })
    expect(nextStepWords(stranger, out, TODAY)?.words).toContain('Somebody of Surgery confirms the return.')
  })
})

test('whoever asked does not decide; nothing comes after the end', () => {
  const own = createRequestFixture({ created_by: { id: 'max', name: 'Max' } })
  expect(nextStepWords(max, own, TODAY)?.words).toContain('You asked for this yourself')
  expect(nextStepWords(mia, own, TODAY)?.title).toBe('This waits for you')
  expect(nextStepWords(mia, createRequestFixture({ status: 'cancelled' }), TODAY)).toBeNull()
})
