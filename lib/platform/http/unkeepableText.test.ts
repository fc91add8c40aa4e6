import { expect, test } from 'vitest'
import { unkeepableText } from './unkeepableText.ts'

test('a zero byte and half a sign are found wherever they stand; whole signs are none', () => {
  expect(unkeepableText('a\u0000b')).toEqual([])
  expect(unkeepableText({ lines: [{ label: 'ok' }, { label: '\ud83c' }] })).toEqual(['lines', '1', 'label'])
  expect(unkeepableText({ 'a\u0000': 1 })).toEqual([])
  expect(unkeepableText(['\udfe5x'])).toEqual(['0'])
  expect(unkeepableText({ a: '🏥', b: [1, null, true, undefined, 'ü\t\n'] })).toBeNull()
})

test('depth is no matter', () => {
  const deep = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as unknown
  expect(unkeepableText(deep)).toBeNull()
})
