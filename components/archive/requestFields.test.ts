import { expect, test } from 'vitest'
import {
  changesBetween,
  requestFieldsOf,
  requestRules,
  toRequestChange,
  toRequestCreate,
} from './requestFields.ts'
import { createRequestFixture } from './testing/createRequestFixture.ts'

const fields = requestFieldsOf(createRequestFixture({ due_on: '2026-12-05' }))
const rules = requestRules((id) => id, true)

test('each kind sends what belongs to it, whatever else was filled in before', () => {
  const all = { ...fields, toUnitId: 'radiology' }
  const common = { crate_ids: ['crate'], reason: 'A study.' }
  expect(toRequestCreate(all)).toEqual({ kind: 'withdrawal', ...common, due_on: '2026-12-05' })
  expect(toRequestCreate({ ...all, kind: 'transfer' })).toEqual({
    kind: 'transfer',
    ...common,
    to_unit_id: 'radiology',
  })
  expect(toRequestCreate({ ...all, kind: 'destruction' })).toEqual({ kind: 'destruction', ...common })
})

test('a change sends only what was changed', () => {
  expect(toRequestChange({ ...fields, reason: 'Another.' }, ['reason'])).toEqual({ reason: 'Another.' })
  expect(toRequestChange(fields, [])).toEqual({})
})

test('the order in which crates were picked is no difference', () => {
  const [one, other] = ['1', '2'].map((id) => ({ id, number: `CR-${id}`, label: '' }))
  if (!one || !other) throw new Error('two crates')
  expect(rules.crates.isSame?.([one, other], [other, one])).toBe(true)
  expect(rules.crates.isSame?.([one], [one, other])).toBe(false)
})

test('each kind says what it lacks', () => {
  const problems = (values: Partial<typeof fields>) => {
    const form = { ...fields, ...values }
    return [rules.toUnitId.problem?.(form.toUnitId, form), rules.dueOn.problem?.(form.dueOn, form)]
  }
  expect(problems({ kind: 'transfer', dueOn: '' })).toEqual(['Choose where they go.', undefined])
  expect(problems({ kind: 'withdrawal', dueOn: '' })).toEqual([undefined, 'Say when they are to be back.'])
  expect(problems({ kind: 'destruction', dueOn: '' })).toEqual([undefined, undefined])
})

test('whoever is about to decide sees what is other than it was', () => {
  const base = createRequestFixture()
  const newer = {
    ...base,
    status: 'cancelled' as const,
    decided_by: { id: 'max', name: 'Max' },
    reason: 'New.',
  }
  expect(changesBetween(base, newer)).toEqual([
    { label: 'Status', now: 'Cancelled, by Max' },
    { label: 'Reason', now: 'New.' },
  ])
})
