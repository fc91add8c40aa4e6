import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { open, seal, SEAL_OVERHEAD_BYTES, SealBroken } from './seal.ts'

const key = randomBytes(32)
const place = ['messages', 'row', 'conversation', 'sender']

test('what was sealed opens at its place', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), (plain) => {
      const sealed = seal(key, plain, place)
      expect(sealed).toHaveLength(plain.length + SEAL_OVERHEAD_BYTES)
      expect(new Uint8Array(open(key, sealed, place))).toEqual(plain)
    }),
  )
})

test('any flipped bit is noticed, wherever it is', () => {
  const sealed = seal(key, Buffer.from('Bed 4 needs a hand'), place)
  for (let at = 0; at < sealed.length; at += 1) {
    const damaged = Buffer.from(sealed)
    damaged[at] = (damaged[at] ?? 0) ^ 1
    expect(() => open(key, damaged, place)).toThrow(SealBroken)
  }
  expect(() => open(key, sealed.subarray(0, -1), place)).toThrow(SealBroken)
  expect(() => open(key, Buffer.alloc(0), place)).toThrow(SealBroken)
})

test('it opens at no other place, nor under another key', () => {
  const sealed = seal(key, Buffer.from('x'), ['a', 'bc'])
  expect(() => open(key, sealed, ['ab', 'c'])).toThrow(SealBroken)
  expect(() => open(randomBytes(32), sealed, ['a', 'bc'])).toThrow(SealBroken)
})

test('the same words look different each time', () => {
  expect(seal(key, Buffer.from('yes'), place)).not.toEqual(seal(key, Buffer.from('yes'), place))
})
