import type { Revocation } from '../../../realtime/server/logEntry.ts'
import { defineLiveModel, type LiveModel } from '../../../realtime/server/liveDomain.ts'
import { userTopic } from '../../../realtime/protocol/topic.ts'
import { DIRECTORY_TOPIC } from '../contract.ts'

interface UnitRow extends Record<string, unknown> {
  readonly id: string
}

interface UserRow extends Record<string, unknown> {
  readonly id: string
  readonly role: string
  readonly status: string
  readonly unitId: string | null
}

interface SessionRow extends Record<string, unknown> {
  readonly id: string
  readonly userId: string
  readonly kind: string
  readonly revokedAt: string | null
}

/** How changes of units, people and sign-ins are announced, and which of them take rights away. */
export const identityModels: Readonly<Record<string, LiveModel>> = {
  Unit: defineLiveModel<UnitRow>({
    entity: 'unit',
    route: [],
    signal: {},
    topics: () => [DIRECTORY_TOPIC],
  }),
  User: defineLiveModel<UserRow>({
    entity: 'user',
    route: ['role', 'status', 'unitId'],
    signal: { role: 'role', status: 'status', unit_id: 'unitId' },
    topics: (row) => [userTopic(row.id), DIRECTORY_TOPIC],
    revokes: userRevocation,
  }),
  Session: defineLiveModel<SessionRow>({
    entity: 'session',
    route: ['userId', 'kind', 'revokedAt'],
    signal: { kind: 'kind' },
    topics: (row) => [userTopic(row.userId)],
    revokes: sessionRevocation,
  }),
}

/** A person who is gone or disabled is signed out; one with another role or unit starts over with the new rights. */
function userRevocation(before: UserRow | null, after: UserRow | null): Revocation | null {
  if (before === null) return null
  if (after === null || (before.status === 'active' && after.status !== 'active')) {
    return { userId: before.id, close: 'unauthenticated' }
  }
  const moved = before.role !== after.role || before.unitId !== after.unitId
  return moved ? { userId: before.id, close: 'rights_changed' } : null
}

function sessionRevocation(before: SessionRow | null, after: SessionRow | null): Revocation | null {
  if (before === null) return null
  const ended = after === null || (before.revokedAt === null && after.revokedAt !== null)
  return ended ? { sessionId: before.id, close: 'unauthenticated' } : null
}
