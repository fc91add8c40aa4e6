import { v7 as uuidv7 } from 'uuid'
import { AppError } from '../../../platform/appError.ts'
import type { WardlineTx } from '../../../platform/database/createDatabase.ts'
import { GROUP_MAX, type ConversationCreate, type ParticipantsAdd } from '../contract.ts'
import type { Talker } from '../policy.ts'
import type { ConversationKeys } from './conversationKeys.ts'
import { lockConversation, type LockedConversation } from './lockConversation.ts'
import { sealWords } from './sealedWords.ts'
import { writeNote } from './sendMessage.ts'

type Begin<Kind> = Extract<ConversationCreate, { kind: Kind }> & { readonly id: string }

/** The conversation of two people: there is one, whoever begins it. Answers its id. */
export async function beginDirect(tx: WardlineTx, actor: Talker, input: Begin<'direct'>): Promise<string> {
  if (input.user_id === actor.userId) {
    throw new AppError('validation_failed', { fields: { user_id: 'Choose somebody else.' } })
  }
  await checkPeople(tx, [input.user_id], 'user_id')
  const pair = [actor.userId, input.user_id].sort()
  const pairKey = pair.join(' ')
  // Both may begin at once: the second waits here, and finds what the first has made.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${pairKey}, 11))::text`
  const found = await tx.conversation.findUnique({ where: { pairKey } })
  if (found !== null) return found.id
  await refuseTaken(tx, input.id)
  await tx.conversation.create({
    data: { id: input.id, kind: 'direct', pairKey, createdById: actor.userId, head: { create: {} } },
  })
  await tx.participant.createMany({
    data: pair.map((userId) => ({ id: uuidv7(), conversationId: input.id, userId, joinedAfter: 0 })),
  })
  return input.id
}

/** A group with whoever begins it in it. Answers its id; sent again under the same id it is found. */
export async function beginGroup(
  { tx, keys }: { readonly tx: WardlineTx; readonly keys: ConversationKeys },
  actor: Talker,
  input: Begin<'group'>,
): Promise<string> {
  const { id, title } = input
  const others = [...new Set(input.user_ids)].filter((userId) => userId !== actor.userId)
  await checkPeople(tx, others, 'user_ids')
  const known = await tx.conversation.findUnique({ where: { id } })
  if (known !== null && known.kind === 'group' && known.createdById === actor.userId) return id
  await refuseTaken(tx, id)
  await tx.conversation.create({
    data: { id, kind: 'group', createdById: actor.userId, head: { create: {} } },
  })
  await tx.participant.createMany({
    data: [actor.userId, ...others].map((userId) => ({
      id: uuidv7(),
      conversationId: id,
      userId,
      joinedAfter: 0,
    })),
  })
  if (title !== undefined) {
    const place = { table: 'conversations' as const, rowId: id, conversationId: id, senderId: '' }
    const sealed = sealWords(await keys.need(tx, id), title, place)
    await tx.conversation.update({ where: { id }, data: { title: sealed } })
  }
  const conversation = await lockConversation(tx, actor, id)
  await writeNote(tx, actor, { conversation, note: { what: 'created', user_ids: others } })
  return id
}

/** Adds people to a group whose head is locked. Who takes part already stays as they are. */
export async function addPeople(
  tx: WardlineTx,
  actor: Talker,
  { conversation, input }: { readonly conversation: LockedConversation; readonly input: ParticipantsAdd },
): Promise<void> {
  const asked = [...new Set(input.user_ids)]
  await checkPeople(tx, asked, 'user_ids')
  const present = await tx.participant.findMany({ where: { conversationId: conversation.id } })
  const byUser = new Map(present.map((row) => [row.userId, row]))
  const added = asked.filter((userId) => byUser.get(userId)?.leftAt !== null || !byUser.has(userId))
  if (added.length === 0) return
  if (present.filter(({ leftAt }) => leftAt === null).length + added.length > GROUP_MAX) {
    throw new AppError('validation_failed', {
      fields: { user_ids: `A group has at most ${GROUP_MAX} people.` },
    })
  }
  const note = { what: 'added' as const, user_ids: added }
  const number = await writeNote(tx, actor, { conversation, note })
  // The note is the first that newcomers see; of what was said before they see as much as whoever adds them shares.
  const joinedAfter = input.with_history ? conversation.joinedAfter : number - 1
  for (const userId of added) {
    const before = byUser.get(userId)
    if (before === undefined) {
      await tx.participant.create({
        data: { id: uuidv7(), conversationId: conversation.id, userId, joinedAfter, lastRead: number - 1 },
      })
    } else {
      await tx.participant.update({
        where: { id: before.id },
        data: {
          leftAt: null,
          joinedAt: new Date(),
          joinedAfter,
          membership: { increment: 1 },
          lastRead: number - 1,
          lastDelivered: number - 1,
          mutedAt: null,
        },
      })
    }
  }
}

/** Takes somebody out of a group whose head is locked. The note comes first: whoever goes still hears why. */
export async function removePerson(
  tx: WardlineTx,
  actor: Talker,
  { conversation, userId }: { readonly conversation: LockedConversation; readonly userId: string },
): Promise<void> {
  const row = await tx.participant.findUnique({
    where: { conversationId_userId: { conversationId: conversation.id, userId } },
  })
  if (row === null || row.leftAt !== null) throw new AppError('not_found')
  const what = userId === actor.userId ? ('left' as const) : ('removed' as const)
  await writeNote(tx, actor, { conversation, note: { what, user_ids: [userId] } })
  await tx.participant.update({ where: { id: row.id }, data: { leftAt: new Date() } })
  await tx.messageDraft.deleteMany({ where: { conversationId: conversation.id, userId } })
}

/** Throws validation_failed on `field` where somebody is not there, or is disabled. */
async function checkPeople(tx: WardlineTx, userIds: readonly string[], field: string): Promise<void> {
  const count = await tx.user.count({ where: { id: { in: [...userIds] }, status: 'active' } })
  if (count === userIds.length) return
  throw new AppError('validation_failed', { fields: { [field]: 'Somebody of these is not here any more.' } })
}

async function refuseTaken(tx: WardlineTx, id: string): Promise<void> {
  if ((await tx.conversation.count({ where: { id } })) > 0) {
    throw new AppError('conflict', { message: 'This id is taken.' })
  }
}
