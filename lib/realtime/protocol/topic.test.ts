import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatTopic, parseTopic, TOPIC_MAX_LENGTH, userTopic } from './topic.ts'

test('[PRO-7] a topic is a kind and up to three parts', () => {
  expect(parseTopic('units')).toEqual({ kind: 'units', parts: [] })
  expect(parseTopic('item:crate:01-a_B')).toEqual({ kind: 'item', parts: ['crate', '01-a_B'] })
})

test('[PRO-7] anything else is none', () => {
  const others = [
    '',
    'Units',
    'unit:',
    ':a',
    'unit:a:b:c:d',
    'unit:a b',
    'unit:*',
    'unit:ä',
    'unit:a\n',
    '1:a',
  ]
  for (const topic of others) expect(parseTopic(topic)).toBeNull()
  expect(parseTopic(`unit:${'a'.repeat(65)}`)).toBeNull()
  expect(parseTopic('a'.repeat(TOPIC_MAX_LENGTH + 1))).toBeNull()
})

test('[PRO-7] no id can forge a topic', () => {
  expect(() => formatTopic('user', 'a:b')).toThrow(RangeError)
  expect(() => userTopic('')).toThrow(RangeError)
  fc.assert(
    fc.property(fc.string(), (id) => {
      const build = (): string => formatTopic('unit', id)
      if (/^[A-Za-z0-9_-]{1,64}$/.test(id)) expect(parseTopic(build())?.parts).toEqual([id])
      else expect(build).toThrow(RangeError)
    }),
  )
})
