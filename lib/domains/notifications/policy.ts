import type { DeskActor } from '../identity/contract.ts'
import { administers, type RoleHolder } from '../identity/policy.ts'
import type { Audience } from './contract/audience.ts'

type Person = Pick<DeskActor, 'userId' | 'role' | 'unitId'>

/** Whether the notification is for this person: it is theirs, their role's, their unit's, or everyone's. */
export function belongsTo(person: Person, audience: Audience): boolean {
  switch (audience.kind) {
    case 'user':
      return person.userId === audience.user_id
    case 'role':
      return (
        person.role === audience.role && (audience.unit_id === null || person.unitId === audience.unit_id)
      )
    case 'unit':
      return person.unitId === audience.unit_id
    case 'everyone':
      return true
  }
}

/** Sends words of their own to people, roles, units and everyone. */
export const maySend = (actor: RoleHolder): boolean => administers(actor)

/** Sees what was sent, who has acknowledged it, when and on which device: its sender, while they may send. */
export const readsReceipts = (actor: Person, sent: { readonly createdById: string | null }): boolean =>
  maySend(actor) && actor.userId === sent.createdById

/** Sees what leaves the house and how far it is, has it tried again, and decides which channels are used. */
export const runsDeliveries = (actor: RoleHolder): boolean => administers(actor)
