import type { Role } from '../../identity/contract.ts'
import type { Audience } from '../contract/audience.ts'

/** An audience as it stands in a row. */
export interface AudienceColumns {
  readonly audienceKind: Audience['kind']
  readonly userId: string | null
  readonly role: Role | null
  readonly unitId: string | null
}

const NOBODY = { userId: null, role: null, unitId: null } as const

export function toColumns(audience: Audience): AudienceColumns {
  const { kind: audienceKind } = audience
  switch (audience.kind) {
    case 'user':
      return { ...NOBODY, audienceKind, userId: audience.user_id }
    case 'role':
      return { ...NOBODY, audienceKind, role: audience.role, unitId: audience.unit_id }
    case 'unit':
      return { ...NOBODY, audienceKind, unitId: audience.unit_id }
    case 'everyone':
      return { ...NOBODY, audienceKind }
  }
}

/** The database holds that exactly one audience is named; a row that names none throws. */
export function toAudience({ audienceKind, userId, role, unitId }: AudienceColumns): Audience {
  if (audienceKind === 'everyone') return { kind: 'everyone' }
  if (audienceKind === 'user' && userId !== null) return { kind: 'user', user_id: userId }
  if (audienceKind === 'role' && role !== null) return { kind: 'role', role, unit_id: unitId }
  if (audienceKind === 'unit' && unitId !== null) return { kind: 'unit', unit_id: unitId }
  throw new Error(`a notification for ${audienceKind} names nobody`)
}
