import { expect, test } from 'vitest'
import { mentionsIn } from './mentionsIn'

const PEOPLE = [
  { id: 'ann 1', name: 'Ann Bell' },
  { id: 'ann 2', name: 'Ann Bell' },
  { id: 'ann 3', name: 'Ann Bellamy' },
  { id: 'ben', name: 'Ben' },
]
const NOBODY = new Set<string>()

test('whoever is named after an @ is mentioned', () => {
  expect(mentionsIn('Thank you @Ben', PEOPLE, NOBODY)).toEqual(['ben'])
  expect(mentionsIn('Thank you Ben', PEOPLE, NOBODY)).toEqual([])
})

test('of two with one name the one who was chosen is meant', () => {
  expect(mentionsIn('@Ann Bell, please', PEOPLE, new Set(['ann 2']))).toEqual(['ann 2'])
  expect(mentionsIn('@Ann Bell, please', PEOPLE, NOBODY)).toEqual(['ann 1', 'ann 2'])
})

test('who was chosen and then taken out of the text is not mentioned', () => {
  expect(mentionsIn('Never mind', PEOPLE, new Set(['ben']))).toEqual([])
})

test('a name within a longer one does not count', () => {
  expect(mentionsIn('@Ann Bellamy, please', PEOPLE, NOBODY)).toEqual(['ann 3'])
})
