import { expect, test } from 'vitest'
import { formatHeard, HEARD_MAX, parseHeard } from './heardHeads.ts'

const at = (seq: number, epoch = 'e1') => ({ epoch, seq })

test('what is written is read again', () => {
  const cursors = new Map([
    ['unit:a', at(3)],
    ['directory', at(0)],
  ])
  expect(formatHeard(cursors)).toBe('e1 unit:a=3 directory=0')
  expect(parseHeard(formatHeard(cursors))).toEqual(cursors)
})

test('nothing is said of no topics, of too many, or of two histories', () => {
  expect(formatHeard(new Map())).toBeNull()
  const many = Array.from({ length: HEARD_MAX + 1 }, (_, n) => [`unit:${n}`, at(1)] as const)
  expect(formatHeard(new Map(many))).toBeNull()
  expect(formatHeard(new Map(many.slice(1)))).not.toBeNull()
  expect(
    formatHeard(
      new Map([
        ['unit:a', at(1)],
        ['unit:b', at(1, 'e2')],
      ]),
    ),
  ).toBeNull()
})

test.each([
  null,
  '',
  'e1',
  'e1 ',
  'e1 unit:a',
  'e1 unit:a=',
  'e1 unit:a=-1',
  'e1 unit:a=1e3',
  'e1 unit:a=1  unit:b=1',
  'e1 unit a=1',
  'e1 =1',
  `e1 ${'x'.repeat(300)}=1`,
  `e1 ${Array.from({ length: HEARD_MAX + 1 }, (_, n) => `unit:${n}=1`).join(' ')}`,
])('%j says nothing', (value) => expect(parseHeard(value)).toBeNull())
