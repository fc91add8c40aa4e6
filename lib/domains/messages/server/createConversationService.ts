import { v7 as uuidv7 } from 'uuid'
import { AppError } from '../../../platform/appError.ts'
import type { KeyRing } from '../../../platform/crypto/keyRing.ts'
import type { Database, WardlineTx } from '../../../platform/database/createDatabase.ts'
import type { ServiceCall } from '../../../platform/http/serviceCall.ts'
import type {
  Conversation,
  ConversationCreate,
  ConversationEdit,
  ConversationList,
  ParticipantList,
  ParticipantsAdd,
} from '../contract.ts'
import { mayBegin, mayRemove, mayShape, type Talker } from '../policy.ts'
import type { ConversationKeys } from './conversationKeys.ts'
import { lockConversation, readMembership } from './lockConversation.ts'
import { addPeople, beginDirect, beginGroup, removePerson } from './memberships.ts'
import { readConversations } from './readConversations.ts'
import { sealWords } from './sealedWords.ts'
import { writeNote } from './sendMessage.ts'
import type { DeskActor } from '../../identity/contract.ts'

/** Conversations and who takes part in them. Throws AppErrors, which routes answer as they are. */
export interface ConversationService {
  list(actor: Talker): Promise<ConversationList>
  get(actor: Talker, id: string): Promise<Conversation>
  /** A direct one with the same person is found again. */
  create(call: ServiceCall<DeskActor>, input: ConversationCreate): Promise<Conversation>
  rename(call: ServiceCall<DeskActor>, id: string, input: ConversationEdit): Promise<Conversation>
  /** Whoever takes part now, by name. */
  participants(actor: Talker, id: string): Promise<ParticipantList>
  add(call: ServiceCall<DeskActor>, id: string, input: ParticipantsAdd): Promise<ParticipantList>
  /** Oneself (leaving), or somebody else. */
  remove(call: ServiceCall<DeskActor>, id: string, userId: string): Promise<void>
  mute(call: ServiceCall<DeskActor>, id: string, muted: boolean): Promise<void>
  /** Marks as read or delivered up to a number; never back, never beyond the last one. */
  mark(
    call: ServiceCall<DeskActor>,
    id: string,
    upto: { readonly read?: number; readonly delivered?: number },
  ): Promise<void>
}

export function createConversationService(parts: {
  readonly database: Database
  readonly ring: KeyRing
  readonly keys: ConversationKeys
}): ConversationService {
  const { database, ring, keys } = parts
  const { prisma } = database

  async function get(tx: WardlineTx, actor: Talker, id: string): Promise<Conversation> {
    const [conversation] = await readConversations({ prisma: tx, ring }, actor, [id])
    if (conversation === undefined) throw new AppError('not_found', { denied: true })
    return conversation
  }

  return {
    list: async (actor) => ({ items: await readConversations({ prisma, ring }, actor) }),
    get: (actor, id) => get(prisma, actor, id),

    create: (call, input) =>
      database.inTransaction(call.stamp, async (tx) => {
        if (!mayBegin(call.actor)) throw new AppError('forbidden')
        const { id = uuidv7() } = input
        const begin =
          input.kind === 'direct'
            ? beginDirect(tx, call.actor, { ...input, id })
            : beginGroup({ tx, keys }, call.actor, { ...input, id })
        return await get(tx, call.actor, await begin)
      }),

    rename: (call, id, { title, version }) =>
      database.inTransaction(call.stamp, async (tx) => {
        const conversation = await lockConversation(tx, call.actor, id)
        if (!mayShape(conversation.kind)) throw new AppError('forbidden')
        if (version !== undefined && version !== conversation.version) {
          throw new AppError('conflict', { current: await get(tx, call.actor, id) })
        }
        const place = { table: 'conversations' as const, rowId: id, conversationId: id, senderId: '' }
        const sealed = title === null ? null : sealWords(await keys.need(tx, id), title, place)
        await tx.conversation.update({ where: { id }, data: { title: sealed, version: { increment: 1 } } })
        await writeNote(tx, call.actor, { conversation, note: { what: 'renamed', user_ids: [] } })
        return await get(tx, call.actor, id)
      }),

    participants: (actor, id) => listParticipants(prisma, actor, id),

    add: (call, id, input) =>
      database.inTransaction(call.stamp, async (tx) => {
        const conversation = await lockConversation(tx, call.actor, id)
        if (!mayShape(conversation.kind)) throw new AppError('forbidden')
        await addPeople(tx, call.actor, { conversation, input })
        return await listParticipants(tx, call.actor, id)
      }),

    remove: (call, id, userId) =>
      database.inTransaction(call.stamp, async (tx) => {
        const conversation = await lockConversation(tx, call.actor, id)
        if (!mayRemove(call.actor, conversation, userId)) throw new AppError('forbidden')
        await removePerson(tx, call.actor, { conversation, userId })
      }),

    mute: (call, id, muted) =>
      database.inTransaction(call.stamp, async (tx) => {
        const { id: participantId, mutedAt } = await readMembership(tx, call.actor, id)
        if ((mutedAt !== null) === muted) return
        await tx.participant.update({
          where: { id: participantId },
          data: { mutedAt: muted ? new Date() : null },
        })
      }),

    mark: (call, id, upto) =>
      database.inTransaction(call.stamp, async (tx) => {
        const { id: participantId } = await readMembership(tx, call.actor, id)
        await markUpTo(tx, participantId, upto)
      }),
  }
}

/** One statement: of two devices that mark at once the further one stands, and what moves nothing is not announced. */
async function markUpTo(
  tx: WardlineTx,
  participantId: string,
  { read = 0, delivered = 0 }: { readonly read?: number; readonly delivered?: number },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE participants p
       SET last_read = greatest(p.last_read, upto.read),
           last_delivered = greatest(p.last_delivered, upto.delivered),
           read_at = CASE WHEN p.last_read < upto.read THEN now() ELSE p.read_at END,
           last_read_id = CASE WHEN p.last_read < upto.read THEN upto.read_id ELSE p.last_read_id END
      FROM (SELECT h.conversation_id, least(${read}::int, h.last_number) AS read,
                   least(${Math.max(read, delivered)}::int, h.last_number) AS delivered,
                   (SELECT m.id FROM messages m
                     WHERE m.conversation_id = h.conversation_id AND m.number = least(${read}::int, h.last_number)) AS read_id
              FROM conversation_heads h) AS upto
     WHERE p.id = ${participantId}::uuid AND upto.conversation_id = p.conversation_id AND p.left_at IS NULL
       AND (p.last_read < upto.read OR p.last_delivered < upto.delivered)`
}

async function listParticipants(tx: WardlineTx, actor: Talker, id: string): Promise<ParticipantList> {
  await readMembership(tx, actor, id)
  const rows = await tx.participant.findMany({
    where: { conversationId: id, leftAt: null },
    include: { user: { select: { id: true, name: true } } },
    orderBy: [{ user: { name: 'asc' } }, { userId: 'asc' }],
  })
  return {
    items: rows.map(({ user, joinedAt, lastDelivered, lastRead, readAt }) => ({
      user,
      joined_at: joinedAt.toISOString(),
      delivered: lastDelivered,
      read: lastRead,
      read_at: readAt?.toISOString() ?? null,
    })),
  }
}
