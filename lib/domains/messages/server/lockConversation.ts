import { AppError } from '../../../platform/appError.ts'
import type { WardlineTx } from '../../../platform/database/createDatabase.ts'
import type { ConversationKind } from '../contract.ts'
import { takesPart, type Talker } from '../policy.ts'

/** A conversation whose next number is the holder's to give, until the transaction ends. */
export interface LockedConversation {
  readonly id: string
  readonly kind: ConversationKind
  readonly createdById: string | null
  readonly version: number
  readonly lastNumber: number
  /** How the actor stands in it. */
  readonly participantId: string
  readonly joinedAfter: number
}

/**
 * Locks the conversation's head, and reads who the actor is in it. Whoever sends, adds or removes does this first, so that a
 * number, a membership and the order in the log agree. Throws not_found for whoever takes no part.
 */
export async function lockConversation(
  tx: WardlineTx,
  actor: Talker,
  id: string,
): Promise<LockedConversation> {
  const [head] = await tx.$queryRaw<{ lastNumber: number }[]>`
    SELECT last_number AS "lastNumber" FROM conversation_heads WHERE conversation_id = ${id}::uuid FOR NO KEY UPDATE`
  if (head === undefined) throw new AppError('not_found')
  const participant = await readMembership(tx, actor, id)
  const { kind, createdById, version } = await tx.conversation.findUniqueOrThrow({ where: { id } })
  return {
    id,
    kind,
    createdById,
    version,
    lastNumber: head.lastNumber,
    participantId: participant.id,
    joinedAfter: participant.joinedAfter,
  }
}

/** The actor's membership; throws not_found for whoever takes no part now. */
export async function readMembership(tx: WardlineTx, actor: Talker, conversationId: string) {
  const participant = await tx.participant.findUnique({
    where: { conversationId_userId: { conversationId, userId: actor.userId } },
  })
  if (!takesPart(actor, participant) || participant === null) {
    throw new AppError('not_found', { denied: true })
  }
  return participant
}

/** Takes the next `count` numbers; the first of them is the answer. */
export async function takeMessageNumbers(
  tx: WardlineTx,
  conversation: LockedConversation,
  count: number,
): Promise<number> {
  await tx.conversationHead.update({
    where: { conversationId: conversation.id },
    data: { lastNumber: conversation.lastNumber + count, lastMessageAt: new Date() },
  })
  return conversation.lastNumber + 1
}
