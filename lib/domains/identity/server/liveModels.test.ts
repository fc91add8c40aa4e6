import { expect, test } from 'vitest'
import type { DeskActor } from '../contract.ts'
import { autoTopics } from './autoTopics.ts'
import { createIdentityLive } from './createIdentityLive.ts'
import { identityModels } from './liveModels.ts'

const user = { id: 'u1', role: 'clerk', status: 'active', unitId: 'unit-1' }
const session = { id: 's1', userId: 'u1', kind: 'browser', revokedAt: null }

const revocationOf = (model: string, before: object | null, after: object | null) =>
  identityModels[model]?.revokes?.(before as never, after as never) ?? null

test.each([
  ['a new person', null, user, null],
  ['another name', user, { ...user }, null],
  ['another role', user, { ...user, role: 'manager' }, { userId: 'u1', close: 'rights_changed' }],
  ['another unit', user, { ...user, unitId: 'unit-2' }, { userId: 'u1', close: 'rights_changed' }],
  ['no unit any more', user, { ...user, unitId: null }, { userId: 'u1', close: 'rights_changed' }],
  ['disabled', user, { ...user, status: 'disabled' }, { userId: 'u1', close: 'unauthenticated' }],
  [
    'disabled and moved',
    user,
    { ...user, status: 'disabled', role: 'nurse' },
    { userId: 'u1', close: 'unauthenticated' },
  ],
  ['enabled again', { ...user, status: 'disabled' }, user, null],
  ['deleted', user, null, { userId: 'u1', close: 'unauthenticated' }],
])('[CON-5] a person: %s', (_name, before, after, expected) => {
  expect(revocationOf('User', before, after)).toEqual(expected)
})

test.each([
  ['begun', null, session, null],
  [
    'revoked',
    session,
    { ...session, revokedAt: '2026-01-01T00:00:00Z' },
    { sessionId: 's1', close: 'unauthenticated' },
  ],
  ['deleted', session, null, { sessionId: 's1', close: 'unauthenticated' }],
])('[CON-5] a session: %s', (_name, before, after, expected) => {
  expect(revocationOf('Session', before, after)).toEqual(expected)
})

test('sessions are told to their owner alone, people and units to the directory', () => {
  const topicsOf = (model: string, row: object) => identityModels[model]?.topics(row as never)
  expect(topicsOf('Session', session)).toEqual(['user:u1'])
  expect(topicsOf('User', user)).toEqual(['user:u1', 'directory'])
  expect(topicsOf('Unit', { id: 'unit-1' })).toEqual(['directory'])
})

const clerk: DeskActor = {
  userId: 'u1',
  sessionId: 's1',
  name: 'Ada',
  email: 'ada@ward.test',
  role: 'clerk',
  unitId: 'unit-1',
}
const admin: DeskActor = { ...clerk, userId: 'u2', role: 'admin', unitId: null }

test.each([
  ['user:{userId}', { userId: 'u1' }, true, false],
  ['user:{userId}', { userId: 'u2' }, false, true],
  ['unit:{unitId}', { unitId: 'unit-1' }, true, true],
  ['unit:{unitId}', { unitId: 'unit-2' }, false, true],
  ['units', {}, false, true],
  ['directory', {}, true, true],
  ['everyone', {}, true, true],
])('who may hear %s of %j: a clerk %s, an admin %s', async (pattern, params, forClerk, forAdmin) => {
  const rule = createIdentityLive().topics[pattern]
  expect([await rule?.maySubscribe(clerk, params), await rule?.maySubscribe(admin, params)]).toEqual([
    forClerk,
    forAdmin,
  ])
})

test('at connect a person hears of their own things and their unit, an admin of all units', () => {
  expect(autoTopics(clerk)).toEqual(['user:u1', 'unit:unit-1'])
  expect(autoTopics(admin)).toEqual(['user:u2', 'units'])
  expect(autoTopics({ ...clerk, unitId: null })).toEqual(['user:u1'])
})
