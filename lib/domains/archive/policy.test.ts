import { describe, expect, test } from 'vitest'
import { ROLES, type Role } from '../identity/contract.ts'
import { DECISIONS, REQUEST_KINDS, REQUEST_STATUSES, type Decision } from './contract/archiveRequest.ts'
import {
  crateActions,
  mayDecide,
  mayDeleteCrate,
  mayEditRequest,
  mayReadRequest,
  mayRegisterCrate,
  mayRemoveComment,
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
  releasedById: null,
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
  const closed = request({ status: 'completed' })
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
  'withdrawal approved': ['return'],
  'transfer pending': ['approve', 'reject', 'send-back', 'cancel'],
  'transfer sent_back': ['resubmit', 'cancel'],
  'transfer approved': ['approve', 'reject'],
  'destruction pending': ['approve', 'reject', 'send-back', 'cancel'],
  'destruction sent_back': ['resubmit', 'cancel'],
  'destruction approved': ['approve', 'reject', 'send-back', 'cancel'],
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

test('readers talk about a request in every state; strangers do not', () => {
  const transfer = request({ kind: 'transfer', toUnitId: 'radiology', status: 'completed' })
  expect(requestActions(person('nurse'), transfer).comment).toBe(true)
  expect(requestActions(person('nurse', 'radiology'), transfer).comment).toBe(true)
  expect(requestActions(person('manager', 'pharmacy'), transfer).comment).toBe(false)
  expect(mayRemoveComment(person('admin', null), 'clerk')).toBe(false)
  expect(mayRemoveComment(person('clerk', 'surgery', 'clerk'), 'clerk')).toBe(true)
})

test.each(REQUEST_STATUSES)('files come onto a %s withdrawal while it is open', (status) => {
  const isOpenNow = ['pending', 'sent_back', 'approved'].includes(status)
  expect(requestActions(person('clerk'), request({ status })).attach).toBe(isOpenNow)
  expect(requestActions(person('clerk', 'radiology'), request({ status })).attach).toBe(false)
})

test('the receiving unit of a transfer puts files on it, too', () => {
  const underWay = request({ kind: 'transfer', toUnitId: 'radiology', status: 'approved' })
  expect(requestActions(person('clerk', 'radiology'), underWay).attach).toBe(true)
  expect(requestActions(person('clerk', 'pharmacy'), underWay).attach).toBe(false)
})

test.each(REQUEST_STATUSES)(
  'files leave a %s request by who brought them or the unit’s manager, before it is decided',
  (status) => {
    const isEditableNow = status === 'pending' || status === 'sent_back'
    const removes = (role: Role, unitId: string, userId: string) =>
      requestActions(person(role, unitId, userId), request({ status })).removeAttachment('nurse')
    expect(removes('nurse', 'surgery', 'nurse')).toBe(isEditableNow)
    expect(removes('manager', 'surgery', 'other')).toBe(isEditableNow)
    expect(removes('clerk', 'surgery', 'other')).toBe(false)
    expect(removes('manager', 'radiology', 'other')).toBe(false)
  },
)

test('a destruction needs the yes of two managers, neither of whom asked for it', () => {
  const halfway = request({ kind: 'destruction', status: 'approved', releasedById: 'first' })
  const can = (userId: string) => requestActions(person('manager', 'surgery', userId), halfway).can('approve')
  expect(can('first')).toBe(false)
  expect(can('clerk')).toBe(false)
  expect(can('second')).toBe(true)
  expect(waitsFor(person('manager', 'surgery', 'first'), halfway)).toBeNull()
  expect(waitsFor(person('manager', 'surgery', 'second'), halfway)).toBe('decide')
})

test('whoever works in the unit takes a withdrawal back; nobody decides on it again', () => {
  const out = request({ status: 'approved', releasedById: 'manager' })
  expect(requestActions(person('clerk'), out).can('return')).toBe(true)
  expect(requestActions(person('clerk', 'radiology'), out).can('return')).toBe(false)
  expect(requestActions(person('manager'), out).can('approve')).toBe(false)
  expect(waitsFor(person('manager'), out)).toBeNull()
})
