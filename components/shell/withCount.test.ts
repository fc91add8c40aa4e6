import { expect, test } from 'vitest'
import { withCount } from './withCount'

test('the count stands before the title, once', () => {
  expect(withCount('Home · Wardline', 3)).toBe('(3) Home · Wardline')
  expect(withCount('(3) Home · Wardline', 4)).toBe('(4) Home · Wardline')
  expect(withCount('(99+) Home · Wardline', 12)).toBe('(12) Home · Wardline')
})

test('nothing waits: the bare title', () => {
  expect(withCount('(3) Home · Wardline', 0)).toBe('Home · Wardline')
})

test('beyond 99 it says so', () => {
  expect(withCount('Home', 1234)).toBe('(99+) Home')
})
