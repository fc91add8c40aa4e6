// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { ModuleBoundary } from './ModuleBoundary'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

test('a part that breaks leaves the rest, shows an id, and comes back when it can', () => {
  // React tells the console of errors that a boundary has caught.
  vi.spyOn(console, 'error').mockReturnValue(undefined)
  let isBroken = true
  function Part() {
    if (isBroken) throw new Error('broken')
    return <p>The part</p>
  }
  render(
    <>
      <p>The rest</p>
      <ModuleBoundary title="Trends">
        <Part />
      </ModuleBoundary>
    </>,
  )
  expect(screen.getByText('The rest')).toBeTruthy()
  expect(screen.getByText(/^client-/)).toBeTruthy()
  isBroken = false
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(screen.getByText('The part')).toBeTruthy()
})
