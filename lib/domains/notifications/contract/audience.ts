import * as z from 'zod/mini'
import { formatTopic, userTopic } from '../../../realtime/protocol/topic.ts'
import { EVERYONE_TOPIC, Role, type DeskActor } from '../../identity/contract.ts'

/** Whom a notification is for: exactly one of these. A role may be that within a unit. */
export const Audience = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('user'), user_id: z.uuid() }),
  z.strictObject({ kind: z.literal('role'), role: Role, unit_id: z.nullable(z.uuid()) }),
  z.strictObject({ kind: z.literal('unit'), unit_id: z.uuid() }),
  z.strictObject({ kind: z.literal('everyone') }),
])
export type Audience = z.infer<typeof Audience>

/** What those who work in a unit hear. Others may read what happens there; what its people are told is theirs. */
export const membersTopic = (unitId: string): string => formatTopic('members', unitId)

/** What everyone of a role hears, or of a role within a unit. */
export const roleTopic = (role: string, unitId: string | null): string =>
  unitId === null ? formatTopic('role', role) : formatTopic('role', role, unitId)

/** The topic in which an audience hears of its notifications. */
export function audienceTopic(audience: Audience): string {
  switch (audience.kind) {
    case 'user':
      return userTopic(audience.user_id)
    case 'role':
      return roleTopic(audience.role, audience.unit_id)
    case 'unit':
      return membersTopic(audience.unit_id)
    case 'everyone':
      return EVERYONE_TOPIC
  }
}

/** All topics in which a person hears of notifications: of the audiences that they belong to. */
export const notificationTopics = (
  person: Pick<DeskActor, 'userId' | 'role' | 'unitId'>,
): readonly string[] => [
  userTopic(person.userId),
  EVERYONE_TOPIC,
  roleTopic(person.role, null),
  ...(person.unitId === null ? [] : [membersTopic(person.unitId), roleTopic(person.role, person.unitId)]),
]

/** Who has acknowledged what was sent at once: heard by its sender. */
export const receiptsTopic = (sendId: string): string => formatTopic('item', 'notification', sendId)
