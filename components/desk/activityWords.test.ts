import { expect, test } from 'vitest'
import type { Activity } from '@/lib/domains/desk/contract.ts'
import { activityHref, activityWords } from './activityWords'

const activity = (given: Partial<Activity>): Activity => ({
  position: 1,
  unit: { id: 'u', name: 'Surgery' },
  entity: 'withdrawal',
  action: 'updated',
  actor: { id: 'ada', name: 'Ada' },
  subject: { kind: 'request', id: 'r1', number: 'WR-2026-001', readable: true },
  statuses: [],
  count: 1,
  first_at: '2026-11-21T08:00:00.000Z',
  at: '2026-11-21T08:00:00.000Z',
  ...given,
})
const sentence = (given: Partial<Activity>) => {
  const { who, did, what, after } = activityWords(activity(given))
  return `${who} ${did} ${what}${after}`
}

test.each<[Partial<Activity>, string]>([
  [{ action: 'created', statuses: ['pending'] }, 'Ada filed WR-2026-001'],
  [{ statuses: ['pending', 'approved'], count: 2 }, 'Ada approved WR-2026-001, 2 changes'],
  [{ statuses: ['pending', 'sent_back'] }, 'Ada sent back WR-2026-001'],
  [{ statuses: ['sent_back', 'pending'] }, 'Ada resubmitted WR-2026-001'],
  [{ statuses: ['approved', 'completed'] }, 'Ada confirmed the return of WR-2026-001'],
  [{ entity: 'transfer', statuses: ['approved', 'completed'] }, 'Ada received WR-2026-001'],
  [{ entity: 'destruction', statuses: ['approved', 'completed'] }, 'Ada completed WR-2026-001'],
  [{ statuses: ['pending'] }, 'Ada changed WR-2026-001'],
  [{ statuses: ['rejected'] }, 'Ada rejected WR-2026-001'],
  [{ entity: 'crate', statuses: ['stored', 'requested'] }, 'Ada asked for WR-2026-001'],
  [{ entity: 'crate', statuses: ['requested', 'stored'] }, 'Ada released WR-2026-001'],
  [{ entity: 'crate', statuses: ['withdrawn', 'stored'] }, 'Ada put back WR-2026-001'],
  [{ entity: 'crate', statuses: ['stored', 'withdrawn'] }, 'Ada took back the return of WR-2026-001'],
  [{ statuses: ['completed', 'approved'] }, 'Ada reopened WR-2026-001'],
  [{ entity: 'crate', statuses: ['stored'] }, 'Ada changed WR-2026-001'],
  [{ statuses: [] }, 'Ada changed WR-2026-001'],
  [{ action: 'deleted' }, 'Ada removed WR-2026-001'],
  [{ actor: null }, 'Somebody changed WR-2026-001'],
  [{ entity: 'request_comment', action: 'created' }, 'Ada commented on WR-2026-001'],
  [{ entity: 'request_attachment', action: 'deleted' }, 'Ada removed a file from WR-2026-001'],
  [{ entity: 'crate', action: 'created', subject: null, count: 40 }, 'Ada imported 40 crates'],
  [{ entity: 'crate', action: 'created', subject: null, count: 1 }, 'Ada imported 1 crate'],
  [{ entity: 'crate', statuses: ['requested', 'withdrawn'] }, 'Ada handed out WR-2026-001'],
  [
    { entity: 'crate', statuses: ['requested', 'withdrawn'], subject: null, count: 3 },
    'Ada handed out 3 crates',
  ],
  [{ entity: 'crate', action: 'arrived' }, 'Ada brought WR-2026-001 from another unit'],
  [
    { entity: 'crate', action: 'left', statuses: ['in_transfer'], count: 2 },
    'Ada sent WR-2026-001 to another unit, 2 changes',
  ],
  [
    { action: 'deleted', subject: { kind: 'request', id: 'r1', number: null, readable: false } },
    'Ada removed a withdrawal',
  ],
])('%j reads: %s', (given, expected) => {
  expect(sentence(given)).toBe(expected)
})

test('a link only where there is something to see', () => {
  expect(activityHref(activity({}))).toBe('/archive/requests/r1')
  expect(activityHref(activity({ subject: { kind: 'crate', id: 'c1', number: null, readable: true } }))).toBe(
    '/archive/crates/c1',
  )
  expect(activityHref(activity({ subject: null }))).toBeNull()
  expect(
    activityHref(activity({ subject: { kind: 'crate', id: 'c1', number: 'CR', readable: false } })),
  ).toBeNull()
})
