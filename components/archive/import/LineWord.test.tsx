// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { LineWord } from './LineWord'

afterEach(cleanup)

function field(word: string) {
  const onMend = vi.fn<(word: string) => void>()
  render(<LineWord name="Contents" line={2} word={word} problem={null} onMend={onMend} />)
  return { onMend, box: screen.getByLabelText<HTMLTextAreaElement>('Contents, line 2') }
}

test('a word of two lines keeps both when one of them is changed', () => {
  const { onMend, box } = field('Folder A\nFolder B')
  expect(box.value).toBe('Folder A\nFolder B')
  fireEvent.change(box, { target: { value: 'Folder A\nFolder C' } })
  expect(fireEvent.keyDown(box, { key: 'Enter', shiftKey: true })).toBe(true)
  expect(onMend).not.toHaveBeenCalled()
  expect(fireEvent.keyDown(box, { key: 'Enter' })).toBe(false)
  expect(onMend).toHaveBeenCalledWith('Folder A\nFolder C')
})

test('Escape takes the change back', () => {
  const { onMend, box } = field('B 2')
  fireEvent.change(box, { target: { value: 'B 3' } })
  fireEvent.keyDown(box, { key: 'Escape' })
  fireEvent.blur(box)
  expect(onMend).toHaveBeenCalledWith('B 2')
})
