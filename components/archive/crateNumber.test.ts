import { expect, test } from 'vitest'
import { numberOf } from './crateNumber.ts'

test.each([
  ['CR-2026-014', 'CR-2026-014'],
  [' cr-2026-1014 ', 'CR-2026-1014'],
  ['https://desk.example.org/archive/crates/go/CR-2026-014', 'CR-2026-014'],
  ['https://desk.example.org/archive/crates/go/', null],
  ['WR-2026-014', null],
  ['', null],
])('%j is read as %j', (text, number) => {
  expect(numberOf(text)).toBe(number)
})
