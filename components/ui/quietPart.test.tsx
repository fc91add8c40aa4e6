// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { quietPart } from './quietPart'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

test('what cannot be loaded says nothing, and comes when it can', async () => {
  let isAway = true
  const Part = quietPart(() =>
    isAway ? Promise.reject(new Error('away')) : Promise.resolve(() => <p>Here</p>),
  )
  const { container } = render(<Part />)
  await act(() => vi.advanceTimersByTimeAsync(3_000))
  expect(container.textContent).toBe('')
  isAway = false
  await act(() => vi.advanceTimersByTimeAsync(3_000))
  expect(screen.getByText('Here')).toBeDefined()
})
