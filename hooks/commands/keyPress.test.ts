// @vitest-environment jsdom
import { afterEach, expect, test } from 'vitest'
import { readKeyPress } from './keyPress.ts'

afterEach(() => document.body.replaceChildren())

/** Presses a key in the first element that can be reached by the selector. */
function pressIn(html: string, selector: string, given: KeyboardEventInit = {}) {
  document.body.innerHTML = html
  let read: ReturnType<typeof readKeyPress> = null
  const hear = (event: KeyboardEvent) => (read = readKeyPress(event))
  document.addEventListener('keydown', hear)
  const target = document.querySelector(selector)
  target?.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true, cancelable: true, ...given }))
  document.removeEventListener('keydown', hear)
  return read as ReturnType<typeof readKeyPress>
}

test.each([
  ['<input>', 'input'],
  ['<input type="search">', 'input'],
  ['<textarea></textarea>', 'textarea'],
  ['<select></select>', 'select'],
  ['<p contenteditable="true"><b>x</b></p>', 'b'],
  ['<ul role="menu"><li role="menuitem">x</li></ul>', 'li'],
  ['<div role="listbox"><div role="option">x</div></div>', '[role=option]'],
])('%s takes the keys for itself', (html, selector) => {
  expect(pressIn(html, selector)?.isTyping).toBe(true)
})

test.each([
  ['<button>x</button>', 'button'],
  ['<input type="checkbox">', 'input'],
  ['<a href="/">x</a>', 'a'],
])('%s leaves them to the page', (html, selector) => {
  expect(pressIn(html, selector)).toMatchObject({ key: 'n', isTyping: false, isInDialog: false })
})

test('an open dialog is known, wherever the focus is', () => {
  expect(pressIn('<button>x</button><div role="dialog"></div>', 'button')?.isInDialog).toBe(true)
})

test('Ctrl and ⌘ are told apart from letters', () => {
  expect(pressIn('<a>x</a>', 'a', { ctrlKey: true })?.isMod).toBe(true)
  expect(pressIn('<a>x</a>', 'a', { metaKey: true })?.isMod).toBe(true)
})

test('a key that repeats itself, belongs to a word under way or does nothing alone is no key', () => {
  expect(pressIn('<a>x</a>', 'a', { key: 'Shift' })).toBeNull()
  expect(pressIn('<a>x</a>', 'a', { repeat: true })).toBeNull()
  expect(pressIn('<a>x</a>', 'a', { isComposing: true })).toBeNull()
})
