import { expect, test } from 'vitest'
import { exactFirst } from './useFound.ts'

const items = [{ number: 'CR-2026-0012' }, { number: 'CR-2026-0013' }, { number: 'CR-2026-001' }]

test('the number that was written comes first, however it was written', () => {
  expect(exactFirst(items, ' cr-2026-001 ').map(({ number }) => number)).toEqual([
    'CR-2026-001',
    'CR-2026-0012',
    'CR-2026-0013',
  ])
})

test('without an exact number they stay as they came', () => {
  expect(exactFirst(items, 'CR-2026')).toEqual(items)
})
