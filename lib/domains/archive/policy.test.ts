import { describe, expect, test } from 'vitest'
import { ROLES, type Role } from '../identity/contract.ts'
import { DECISIONS, REQUEST_KINDS, REQUEST_STATUSES, type Decision } from './contract.ts'
import {
  crateActions,
  mayDecide,
  mayDeleteCrate,
  mayEditRequest,
  mayReadRequest,
  mayRegisterCrate,
  requestActions,
  waitsFor,
  type RequestStanding,
} from './policy.ts'

const person = (role: Role, unitId: string | null = 'surgery', userId = 'someone') => ({
  role,
  unitId,
  userId,
})

const request = (changes: Partial<RequestStanding> = {}): RequestStanding => ({
  kind: 'withdrawal',
  status: 'pending',
  unitId: 'surgery',
  toUnitId: null,
  createdById: 'clerk',
  ...changes,
})

const HOUSE: readonly Role[] = ['superadmin', 'admin']
const DECIDERS: readonly Role[] = [...HOUSE, 'manager']

describe.each(ROLES)('a %s', (role) => {
  const inHouse = HOUSE.includes(role)
  const decides = DECIDERS.includes(role)

  test('registers crates in the own unit, and elsewhere only for the house', () => {
    expect(mayRegisterCrate(person(role), 'surgery')).toBe(true)
    expect(mayRegisterCrate(person(role), 'radiology')).toBe(inHouse)
    expect(mayRegisterCrate(person(role, null), 'surgery')).toBe(inHouse)
  })

  test('takes crates off the list only where they decide', () => {
    expect(mayDeleteCrate(person(role), { unitId: 'surgery' })).toBe(decides)
    expect(mayDeleteCrate(person(role), { unitId: 'radiology' })).toBe(inHouse)
  })

  test.each(['approve', 'reject', 'send-back'] as const)(
    'may %s in the own unit only as a decider',
    (decision) => {
      expect(mayDecide(person(role), request(), decision)).toBe(decides)
      expect(mayDecide(person(role, 'radiology'), request(), decision)).toBe(inHouse)
    },
  )

  test.each(['approve', 'reject', 'send-back'] as const)(
    'may not %s what they asked for themselves',
    (decision) => {
      expect(mayDecide(person(role), request({ createdById: 'someone' }), decision)).toBe(false)
    },
  )

  test('cancels the own request, or as a decider', () => {
    expect(mayDecide(person(role), request({ createdById: 'someone' }), 'cancel')).toBe(true)
    expect(mayDecide(person(role), request(), 'cancel')).toBe(decides)
    expect(mayDecide(person(role, 'radiology'), request(), 'cancel')).toBe(inHouse)
  })

  test('edits and resubmits requests of the own unit', () => {
    expect(mayEditRequest(person(role), request())).toBe(true)
    expect(mayDecide(person(role), request({ status: 'sent_back' }), 'resubmit')).toBe(true)
    expect(mayEditRequest(person(role, 'radiology'), request())).toBe(inHouse)
    expect(mayDecide(person(role, 'radiology'), request({ status: 'sent_back' }), 'resubmit')).toBe(inHouse)
  })

  test('reads transfers from and to the own unit', () => {
    const transfer = request({ kind: 'transfer', toUnitId: 'radiology' })
    expect(mayReadRequest(person(role, 'surgery'), transfer)).toBe(true)
    expect(mayReadRequest(person(role, 'radiology'), transfer)).toBe(true)
    expect(mayReadRequest(person(role, 'pharmacy'), transfer)).toBe(inHouse)
    expect(mayReadRequest(person(role, null), transfer)).toBe(inHouse)
  })

  test('receives a transfer only for the unit it goes to', () => {
    const underWay = request({ kind: 'transfer', toUnitId: 'radiology', status: 'approved' })
    expect(mayDecide(person(role, 'radiology'), underWay, 'approve')).toBe(decides)
    expect(mayDecide(person(role, 'surgery'), underWay, 'approve')).toBe(inHouse)
    expect(waitsFor(person(role, 'radiology'), underWay)).toBe(decides ? 'receive' : null)
  })
})

test('a manager has nothing to decide on what is closed', () => {
  const manager = person('manager')
  const closed = request({ status: 'approved' })
  expect(waitsFor(manager, closed)).toBeNull()
  expect(DECISIONS.filter((decision) => requestActions(manager, closed).can(decision))).toEqual([])
})

test('what is sent back waits for whoever asked', () => {
  expect(waitsFor(person('clerk', 'surgery', 'clerk'), request({ status: 'sent_back' }))).toBe('answer')
  expect(waitsFor(person('clerk', 'surgery', 'other'), request({ status: 'sent_back' }))).toBeNull()
})

test('only a stored crate can be asked for, only a withdrawn one put back, and a destroyed one is left alone', () => {
  const clerk = person('clerk')
  expect(crateActions(clerk, { unitId: 'surgery', status: 'stored' })).toMatchObject({
    askFor: true,
    putBack: false,
  })
  expect(crateActions(clerk, { unitId: 'surgery', status: 'withdrawn' })).toMatchObject({
    askFor: false,
    putBack: true,
  })
  expect(crateActions(clerk, { unitId: 'surgery', status: 'destroyed' })).toMatchObject({
    askFor: false,
    edit: false,
  })
})

/** Decisions that each state takes; what is not named takes none. */
const TAKES: Record<string, readonly Decision[]> = {
  'withdrawal pending': ['approve', 'reject', 'send-back', 'cancel'],
  'withdrawal sent_back': ['resubmit', 'cancel'],
  'transfer pending': ['approve', 'reject', 'send-back', 'cancel'],
  'transfer sent_back': ['resubmit', 'cancel'],
  'transfer approved': ['approve', 'reject'],
  'destruction pending': ['reject', 'send-back', 'cancel'],
  'destruction sent_back': ['resubmit', 'cancel'],
}

test.each(REQUEST_KINDS.flatMap((kind) => REQUEST_STATUSES.map((status) => ({ kind, status }))))(
  'a $status $kind takes exactly the decisions of the table',
  ({ kind, status }) => {
    const admin = person('admin', null)
    const { can } = requestActions(
      admin,
      request({ kind, status, toUnitId: kind === 'transfer' ? 'radiology' : null }),
    )
    expect(DECISIONS.filter(can)).toEqual(TAKES[`${kind} ${status}`] ?? [])
  },
)
