import { expect, test } from 'vitest'
import { rankCommands } from './rankCommands.ts'

const commands = [
  { label: 'Crates' },
  { label: 'Register crate', words: 'new add' },
  { label: 'Requests' },
  { label: 'Dark theme', words: 'night' },
]
const found = (search: string) => rankCommands(commands, search).map(({ label }) => label)

test('without words all of them, in their order', () => {
  expect(found('  ')).toEqual(commands.map(({ label }) => label))
})

test('every word must be there', () => {
  expect(found('reg crate')).toEqual(['Register crate'])
  expect(found('reg night')).toEqual([])
})

test('what begins with the words comes first; other words find too', () => {
  expect(found('crate')).toEqual(['Crates', 'Register crate'])
  expect(found('re')).toEqual(['Register crate', 'Requests'])
  expect(found('add')).toEqual(['Register crate'])
  expect(found('NIGHT')).toEqual(['Dark theme'])
})
