import { expect, test } from 'vitest'
import { archiveContract, crateMatches, crateOrder, requestMatches, requestOrder } from './archiveContract.ts'
import type { ArchiveRequest } from './contract/archiveRequest.ts'
import type { Crate } from './contract/crate.ts'
import { archiveModels } from './server/liveModels.ts'

const surgery = { id: 'u1', name: 'Surgery' }
const crate: Crate = {
  id: 'c1',
  number: 'CR-2026-007',
  unit: surgery,
  label: 'Charts',
  location: 'B1',
  status: 'stored',
  contents: '',
  retention_rule: null,
  retain_until: null,
  open_request: null,
  version: 1,
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
}
const transfer: ArchiveRequest = {
  id: 'r1',
  number: 'TR-2026-001',
  kind: 'transfer',
  status: 'approved',
  unit: surgery,
  to_unit: { id: 'u2', name: 'Radiology' },
  reason: 'Room',
  crates: [{ id: 'c1', number: 'CR-2026-007', label: 'Charts', returned_at: null, returned_by: null }],
  due_on: null,
  attachments: [],
  comment_count: 0,
  created_by: { id: 'p1', name: 'Cleo' },
  released_by: null,
  released_at: null,
  decided_by: null,
  decided_at: null,
  decision_note: null,
  send_backs: [],
  version: 2,
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
}

test('a crate list is told by status and unit; words only the server can tell', () => {
  expect(crateMatches(crate, {})).toBe(true)
  expect(crateMatches(crate, { status: 'stored', unit_id: 'u1' })).toBe(true)
  expect(crateMatches(crate, { status: 'withdrawn' })).toBe(false)
  expect(crateMatches(crate, { unit_id: 'u2' })).toBe(false)
  expect(crateMatches(crate, { q: 'chart' })).toBeNull()
  expect(crateMatches(crate, { q: 'chart', status: 'withdrawn' })).toBe(false)
  expect(crateMatches(crate, { retention_rule_id: 'x' })).toBe(false)
  expect(crateMatches(crate, { retention_over: true })).toBeNull()
  expect(crateMatches(crate, { location: 'A' })).toBeNull()
})

test('a request list is told by all that stands in the row', () => {
  expect(requestMatches(transfer, { open: true, kind: 'transfer', status: 'approved' })).toBe(true)
  expect(requestMatches(transfer, { open: false })).toBe(false)
  expect(requestMatches({ ...transfer, status: 'completed' }, { open: true })).toBe(false)
  expect(requestMatches(transfer, { unit_id: 'u2' })).toBe(true)
  expect(requestMatches(transfer, { unit_id: 'u3' })).toBe(false)
  expect(requestMatches(transfer, { crate_id: 'c1' })).toBe(true)
  expect(requestMatches(transfer, { crate_id: 'c2' })).toBe(false)
  expect(requestMatches(transfer, { created_by: 'p1' })).toBe(true)
  expect(requestMatches(transfer, { created_by: 'p2' })).toBe(false)
  expect(requestMatches(transfer, { waiting: true })).toBeNull()
})

test('every entity that the archive announces has its effects', () => {
  const rows = [
    { id: 'x', kind: 'withdrawal' },
    { id: 'x', kind: 'transfer' },
    { id: 'x', kind: 'destruction' },
  ]
  const entities = Object.values(archiveModels).flatMap(({ entity }) =>
    typeof entity === 'string' ? [entity] : rows.map((row) => entity(row)),
  )
  for (const entity of entities) expect(archiveContract.effects).toHaveProperty(entity)
})

test('lists are ordered by year and number, not by letters', () => {
  const numbers = ['CR-2025-1200', 'CR-2026-999', 'CR-2026-1000', 'CR-2026-002']
  const rows = numbers.map((number) => ({ ...crate, id: number, number }))
  const sorted = rows.toSorted((a, b) => crateOrder(a, b, {})).map(({ number }) => number)
  expect(sorted).toEqual(['CR-2026-1000', 'CR-2026-999', 'CR-2026-002', 'CR-2025-1200'])
  const turned = rows.toSorted((a, b) => crateOrder(a, b, { sort: 'number' })).map(({ number }) => number)
  expect(turned).toEqual(sorted.toReversed())
})

test('only the server knows an order by letters; a row that keeps its words keeps its place', () => {
  const later = { ...crate, version: crate.version + 1, updated_at: '2026-02-01T00:00:00.000Z' }
  const other = { ...crate, id: 'c2', label: 'Another' }
  expect(crateOrder(crate, later, { sort: 'label' })).toBe(0)
  expect(crateOrder(crate, { ...later, label: 'Plans' }, { sort: 'label' })).toBeNaN()
  expect(crateOrder(crate, other, { sort: '-label' })).toBeNaN()
  expect(crateOrder(crate, later, { sort: '-updated_at' })).toBeGreaterThan(0)
  expect(crateOrder(crate, other, { sort: 'updated_at' })).toBeNaN()
  expect(
    requestOrder(transfer, { ...transfer, id: 'r2', due_on: '2026-01-02' }, { sort: 'due_on' }),
  ).toBeNaN()
  expect(requestOrder(transfer, { ...transfer, id: 'r2' }, {})).toBeGreaterThan(0)
})
