import { expect, test } from 'vitest'
import { keyNames } from './keyNames'

test('keys are written as they stand on the keyboard', () => {
  expect(keyNames('g h', false)).toEqual(['G', 'H'])
  expect(keyNames('?', false)).toEqual(['?'])
  expect(keyNames('Escape', false)).toEqual(['Esc'])
  expect(keyNames('Mod+k', false)).toEqual(['Ctrl', 'K'])
  expect(keyNames('Mod+k', true)).toEqual(['⌘', 'K'])
})
