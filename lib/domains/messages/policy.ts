import { PERMISSIONS, type RoleHolder } from '../identity/policy.ts'
import type { ConversationKind } from './contract.ts'

/** Whoever asks. */
export interface Talker extends RoleHolder {
  readonly userId: string
}

/** How somebody stands in a conversation. */
export interface Membership {
  readonly userId: string
  readonly leftAt: Date | null
}

/**
 * Reads, writes, hears and finds a conversation: those who take part in it now, and nobody else. No role is above that, the
 * admins' neither.
 */
export const takesPart = (actor: Talker, membership: Membership | null): boolean =>
  membership !== null && membership.userId === actor.userId && membership.leftAt === null

/** Begins conversations: everyone who is signed in, in every role. */
export const mayBegin = (actor: RoleHolder): boolean => Object.hasOwn(PERMISSIONS, actor.role)

/** Renames a group and adds people to it: whoever takes part. A unit's people are the unit's; two stay two. */
export const mayShape = (kind: ConversationKind): boolean => kind === 'group'

/** Takes somebody out of a group: oneself, or whoever began it. */
export const mayRemove = (
  actor: Talker,
  group: { readonly kind: ConversationKind; readonly createdById: string | null },
  userId: string,
): boolean => group.kind === 'group' && (actor.userId === userId || actor.userId === group.createdById)

/** Changes or deletes what was said: whoever said it. */
export const isAuthor = (actor: Talker, message: { readonly senderId: string }): boolean =>
  actor.userId === message.senderId
