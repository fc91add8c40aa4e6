import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { createKeyRing } from './keyRing.ts'
import { SealBroken } from './seal.ts'

const [a, b] = [
  { id: 'a', key: randomBytes(32) },
  { id: 'b', key: randomBytes(32) },
]
const place = ['conversation_keys', 'id']

test('the first key wraps, every key opens', () => {
  const { key, stored } = createKeyRing([a]).make(place)
  expect(stored.keyId).toBe('a')
  const ring = createKeyRing([b, a])
  expect(ring.unwrap(stored, place)).toEqual(key)
  const again = ring.wrap(ring.unwrap(stored, place), place)
  expect(again.keyId).toBe('b')
  expect(createKeyRing([b]).unwrap(again, place)).toEqual(key)
})

test('a key that the ring lacks, or another place, opens nothing', () => {
  const { stored } = createKeyRing([a]).make(place)
  expect(() => createKeyRing([b]).unwrap(stored, place)).toThrow(SealBroken)
  expect(() => createKeyRing([a]).unwrap(stored, ['elsewhere'])).toThrow(SealBroken)
})

test('a ring has a key, and no name twice', () => {
  expect(() => createKeyRing([])).toThrow(RangeError)
  expect(() => createKeyRing([a, { ...b, id: 'a' }])).toThrow(RangeError)
})
