import { expect, test } from 'vitest'
import { audienceOf, EMPTY_COMPOSITION, expiryOf, problemsOf } from './composition'

const nobody = EMPTY_COMPOSITION.audience
const ann = { id: 'ann', label: 'Ann' }

test('an audience is what was chosen of its kind, and nothing of the others', () => {
  const all = { ...nobody, role: 'nurse', unitId: 'surgery', people: [ann] } as const
  expect(audienceOf({ ...all, kind: 'everyone' })).toEqual({ everyone: true })
  expect(audienceOf({ ...all, kind: 'role' })).toEqual({ role: 'nurse', unit_id: 'surgery' })
  expect(audienceOf({ ...all, kind: 'unit' })).toEqual({ unit_id: 'surgery' })
  expect(audienceOf({ ...all, kind: 'people' })).toEqual({ user_ids: ['ann'] })
})

test('nobody is not everybody', () => {
  for (const kind of ['role', 'unit', 'people'] as const) expect(audienceOf({ ...nobody, kind })).toBeNull()
})

test('what is missing is named by its field', () => {
  const audience = { ...nobody, kind: 'people' } as const
  const links = [{ label: 'Open', url: ' ' }]
  expect(Object.keys(problemsOf({ ...EMPTY_COMPOSITION, audience, links }))).toEqual([
    'audience',
    'title',
    'message',
    'links',
  ])
  expect(problemsOf({ ...EMPTY_COMPOSITION, title: 'Lift 2', message: 'Out of order' })).toEqual({})
})

test('it ends so long after it is sent, or never', () => {
  expect(expiryOf('hour', Date.parse('2026-11-25T08:00:00Z'))).toBe('2026-11-25T09:00:00.000Z')
  expect(expiryOf('always', 0)).toBeNull()
})
