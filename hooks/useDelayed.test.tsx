// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useDelayed } from './useDelayed.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

test('an act waits, is done once, and what it takes away stays away unless it fails', () => {
  const done = vi.fn<() => void>()
  const { result } = renderHook(() => useDelayed(6_000))
  act(() => result.current.start('a', done))
  expect([...result.current.held]).toEqual(['a'])
  act(() => void vi.advanceTimersByTime(5_999))
  expect(done).not.toHaveBeenCalled()
  act(() => void vi.advanceTimersByTime(1))
  expect(done).toHaveBeenCalledTimes(1)
  expect([...result.current.held]).toEqual(['a'])
  act(() => result.current.cancel('a'))
  expect(result.current.held.size).toBe(0)
})

test('what is taken back is never done, not even when one leaves', () => {
  const done = vi.fn<() => void>()
  const { result, unmount } = renderHook(() => useDelayed(6_000))
  act(() => result.current.start('a', done))
  act(() => result.current.cancel('a'))
  act(() => void vi.advanceTimersByTime(10_000))
  unmount()
  expect(result.current.held.size).toBe(0)
  expect(done).not.toHaveBeenCalled()
})

test('leaving does at once what still waits', () => {
  const done = vi.fn<() => void>()
  const { result, unmount } = renderHook(() => useDelayed(6_000))
  act(() => result.current.start('a', done))
  unmount()
  expect(done).toHaveBeenCalledTimes(1)
  act(() => void vi.advanceTimersByTime(10_000))
  expect(done).toHaveBeenCalledTimes(1)
})
