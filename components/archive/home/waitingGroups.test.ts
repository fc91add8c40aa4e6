import { expect, test } from 'vitest'
import type { ArchiveRequest } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { waitingGroups } from './waitingGroups.ts'

const AT = '2026-11-21T08:00:00.000Z'
const surgery = { id: 'surgery', name: 'Surgery' }
const radiology = { id: 'radiology', name: 'Radiology' }
const ada = { userId: 'ada', role: 'manager', unitId: 'surgery' } as const
const carl = { id: 'carl', name: 'Carl' }
const request = (id: string, given: Partial<ArchiveRequest> = {}): ArchiveRequest => ({
  id,
  number: id,
  kind: 'withdrawal',
  status: 'pending',
  unit: surgery,
  to_unit: null,
  reason: 'Audit',
  due_on: null,
  crates: [],
  attachments: [],
  comment_count: 0,
  created_by: carl,
  released_by: null,
  released_at: null,
  decided_by: null,
  decided_at: null,
  decision_note: null,
  send_backs: [],
  version: 1,
  created_at: AT,
  updated_at: AT,
  ...given,
})
const arriving = request('TR-1', { kind: 'transfer', status: 'approved', unit: radiology, to_unit: surgery })
const sentBack = request('WR-9', { status: 'sent_back', created_by: { id: 'ada', name: 'Ada' } })

test('what waits is told apart by what is asked', () => {
  const counted = { to_decide: 1, to_receive: 1, to_answer: 1 }
  const groups = waitingGroups(ada, [sentBack, arriving, request('WR-1')], counted, 5)
  expect(groups.map(({ ask, requests }) => [ask, ...requests.map(({ id }) => id)])).toEqual([
    ['decide', 'WR-1'],
    ['receive', 'TR-1'],
    ['answer', 'WR-9'],
  ])
})

test('of many the first few, and how many there are', () => {
  const many = Array.from({ length: 9 }, (_, index) => request(`WR-${index}`))
  const [group] = waitingGroups(ada, many, { to_decide: 30, to_receive: 0, to_answer: 0 }, 5)
  expect(group?.requests.map(({ id }) => id)).toEqual(['WR-0', 'WR-1', 'WR-2', 'WR-3', 'WR-4'])
  expect(group?.total).toBe(30)
})

test('nothing waits: no groups', () => {
  expect(waitingGroups(ada, [], { to_decide: 0, to_receive: 0, to_answer: 0 }, 5)).toEqual([])
  expect(waitingGroups(ada, [], undefined, 5)).toEqual([])
})
