import { expect, test } from 'vitest'
import { unwrapDefault } from './unwrapDefault.ts'

test('a default export comes out the same, wrapped or not', () => {
  const provider = () => 'made'
  expect(unwrapDefault(provider)).toBe(provider)
  expect(unwrapDefault({ default: provider })).toEqual(provider)
})
