import { expect, test } from 'vitest'
import { hueOf, initialsOf } from './Avatar'

test.each([
  ['Ada Lovelace', 'AL'],
  ['Dr. Samir Haddad', 'SH'],
  ['Prof Eva van der Berg', 'EB'],
  ['Mina', 'M'],
  ['Zoë Ångström', 'ZÅ'],
  ['  ', '?'],
])('the initials of %s are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})

test('a hue belongs to the id', () => {
  expect(hueOf('0193f0a2')).toBe(hueOf('0193f0a2'))
  expect(hueOf('0193f0a2')).toBeLessThan(360)
  expect(new Set(['a', 'b', 'c', 'd', 'e', 'f'].map(hueOf)).size).toBeGreaterThan(3)
})
