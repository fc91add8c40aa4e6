import { expect, test } from 'vitest'
import { crateFilterWords, requestFilterWords } from './filterWords.ts'

const names = { unit: (id: string) => `Unit ${id}`, rule: (id: string) => `Rule ${id}` }

test('the paper says what the crates are narrowed to', () => {
  expect(crateFilterWords({}, names)).toEqual([])
  expect(
    crateFilterWords(
      {
        unit_id: 'a',
        status: 'stored',
        q: 'ward',
        location: 'B-',
        created_from: '2026-01-01',
        created_to: '2026-03-31',
        retention_rule_id: 'r',
        retention_over: false,
        sort: '-label',
      },
      names,
    ),
  ).toEqual([
    'Unit a',
    'Stored',
    'with “ward”',
    'places that begin with “B-”',
    'registered from 1 Jan 2026',
    'up to 31 Mar 2026',
    'Rule r',
    'retention not over',
  ])
})

test('the paper says what the requests are narrowed to', () => {
  expect(requestFilterWords({ open: true }, names)).toEqual(['open'])
  expect(
    requestFilterWords(
      { kind: 'transfer', status: 'approved', overdue: true, created_to: '2026-03-31' },
      names,
    ),
  ).toEqual(['overdue', 'Transfers', 'Under way', 'filed up to 31 Mar 2026'])
})
