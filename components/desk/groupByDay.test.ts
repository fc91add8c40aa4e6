import { expect, test } from 'vitest'
import type { Activity } from '@/lib/domains/desk/contract.ts'
import { groupByDay } from './groupByDay'

const at = (time: string): Activity => ({
  position: 1,
  unit: { id: 'u', name: 'Surgery' },
  entity: 'crate',
  action: 'created',
  actor: null,
  subject: null,
  statuses: [],
  count: 1,
  first_at: time,
  at: time,
})

test('a day begins at midnight of the site, not of Greenwich', () => {
  const late = at('2026-11-21T23:30:00.000Z')
  const evening = at('2026-11-21T20:00:00.000Z')
  expect(groupByDay([late, evening], 'Europe/Berlin')).toEqual([
    { day: '2026-11-22', rows: [late] },
    { day: '2026-11-21', rows: [evening] },
  ])
  expect(groupByDay([late, evening], 'UTC')).toEqual([{ day: '2026-11-21', rows: [late, evening] }])
})

test('rows keep their order, even where a day comes twice', () => {
  const rows = [at('2026-11-21T09:00:00Z'), at('2026-11-20T09:00:00Z'), at('2026-11-21T08:00:00Z')]
  expect(groupByDay(rows, 'UTC').map(({ day }) => day)).toEqual(['2026-11-21', '2026-11-20', '2026-11-21'])
  expect(groupByDay([], 'UTC')).toEqual([])
})
