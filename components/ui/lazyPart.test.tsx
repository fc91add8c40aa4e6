// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { lazyPart } from './lazyPart'

interface PartProps {
  readonly words: string
  readonly onClose: () => void
}
const Part = ({ words }: PartProps) => <p>{words}</p>

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})
const settle = async (ms = 0) => await act(async () => await vi.advanceTimersByTimeAsync(ms))

test('a part that cannot be loaded says so, and opens by itself once it can be', async () => {
  const load = vi.fn<() => Promise<typeof Part>>().mockRejectedValueOnce(new Error('no chunk'))
  load.mockRejectedValueOnce(new Error('no chunk')).mockResolvedValue(Part)
  const Lazy = lazyPart(load)
  render(<Lazy words="Here" onClose={() => {}} />)
  expect(screen.queryByRole('alert')).toBeNull()
  await settle()
  expect(screen.getByRole('alert').textContent).toContain('The server does not answer')
  await settle(3_000)
  expect(screen.getByRole('alert')).toBeTruthy()
  await settle(3_000)
  expect(screen.queryByRole('alert')).toBeNull()
  expect(screen.getByText('Here')).toBeTruthy()
})

test('who does not want to wait puts it away, and nothing is asked for any more', async () => {
  const load = vi.fn<() => Promise<typeof Part>>().mockRejectedValue(new Error('no chunk'))
  const Lazy = lazyPart(load)
  const onClose = vi.fn<() => void>()
  const view = render(<Lazy words="Here" onClose={onClose} />)
  await settle()
  fireEvent.click(screen.getByRole('button', { name: 'Close' }))
  expect(onClose).toHaveBeenCalledOnce()
  view.unmount()
  await settle(60_000)
  expect(load).toHaveBeenCalledOnce()
})

test('once loaded it is there at once', async () => {
  const Lazy = lazyPart(() => Promise.resolve(Part))
  render(<Lazy words="First" onClose={() => {}} />)
  await settle()
  cleanup()
  render(<Lazy words="Second" onClose={() => {}} />)
  expect(screen.getByText('Second')).toBeTruthy()
})
