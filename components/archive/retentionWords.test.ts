import { expect, test } from 'vitest'
import { retentionWords } from './retentionWords.ts'

const TODAY = '2026-11-21'

test.each([
  ['stored', null, 'No day is set, so it cannot be destroyed.', false],
  ['stored', '2026-11-22', 'Must be kept until 22 Nov 2026', false],
  ['stored', '2026-11-21', 'Must be kept until 21 Nov 2026', false],
  ['stored', '2026-11-20', 'May be destroyed since 21 Nov 2026', true],
  ['withdrawn', '2016-12-31', 'May be destroyed since 1 Jan 2017', true],
  ['destroyed', '2016-12-31', 'Was to be kept until 31 Dec 2016', false],
] as const)('a %s crate that is kept until %s', (status, until, text, isOver) => {
  expect(retentionWords({ status, retain_until: until }, TODAY)).toEqual({ text, isOver })
})
