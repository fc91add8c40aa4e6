import { v7 as uuidv7 } from 'uuid'
import { AppError } from '../../../platform/appError.ts'
import type { WardlineTx } from '../../../platform/database/createDatabase.ts'
import type { Message, MessageSend, Note } from '../contract.ts'
import type { Talker } from '../policy.ts'
import type { ConversationKeys } from './conversationKeys.ts'
import { lockConversation, takeMessageNumbers, type LockedConversation } from './lockConversation.ts'
import { bodyPlace, MESSAGE_PARTS, presentMessage } from './presentMessage.ts'
import { sealWords } from './sealedWords.ts'

/** Writes a message, once however often it is sent under one id. */
export async function sendMessage(
  tx: WardlineTx,
  keys: ConversationKeys,
  {
    actor,
    conversationId,
    input,
  }: { readonly actor: Talker; readonly conversationId: string; readonly input: MessageSend },
): Promise<Message> {
  const conversation = await lockConversation(tx, actor, conversationId)
  const key = await keys.need(tx, conversationId)
  const { id = uuidv7(), content, reply_to: replyToId, attachment_ids: fileIds = [] } = input
  const sent = await tx.message.findUnique({ where: { id }, include: MESSAGE_PARTS })
  if (sent !== null) {
    if (sent.conversationId === conversationId && sent.senderId === actor.userId)
      return presentMessage(sent, key)
    throw new AppError('conflict', { message: 'This id is taken.' })
  }
  if (content.trim() === '' && fileIds.length === 0) {
    throw new AppError('validation_failed', { fields: { content: 'Write something, or attach a file.' } })
  }
  if (replyToId !== undefined) await checkReply(tx, conversation, replyToId)
  const senderId = actor.userId
  const place = bodyPlace({ id, conversationId, senderId })
  await tx.message.create({
    data: {
      id,
      conversationId,
      senderId,
      number: await takeMessageNumbers(tx, conversation, 1),
      body: sealWords(key, content, place),
      replyToId: replyToId ?? null,
    },
  })
  await mention(tx, { id, conversationId, userIds: input.mentions ?? [] })
  await takeFiles(tx, { id, conversationId, senderId, fileIds })
  return presentMessage(await tx.message.findUniqueOrThrow({ where: { id }, include: MESSAGE_PARTS }), key)
}

/** Tells between the messages what happened in the group. */
export async function writeNote(
  tx: WardlineTx,
  actor: Talker,
  { conversation, note }: { readonly conversation: LockedConversation; readonly note: Note },
): Promise<number> {
  const number = await takeMessageNumbers(tx, conversation, 1)
  await tx.message.create({
    data: {
      id: uuidv7(),
      conversationId: conversation.id,
      senderId: actor.userId,
      number,
      note: { what: note.what, user_ids: [...note.user_ids] },
    },
  })
  return number
}

async function checkReply(
  tx: WardlineTx,
  conversation: LockedConversation,
  replyToId: string,
): Promise<void> {
  const original = await tx.message.findUnique({ where: { id: replyToId } })
  const isThere =
    original !== null &&
    original.conversationId === conversation.id &&
    original.number > conversation.joinedAfter
  if (!isThere) {
    throw new AppError('validation_failed', {
      fields: { reply_to: 'That message is not in this conversation.' },
    })
  }
}

/** Mentions those of `userIds` who take part; others would hear of a conversation that is not theirs. */
export async function mention(
  tx: WardlineTx,
  o: { readonly id: string; readonly conversationId: string; readonly userIds: readonly string[] },
): Promise<void> {
  if (o.userIds.length === 0) return
  const present = await tx.participant.findMany({
    where: { conversationId: o.conversationId, leftAt: null, userId: { in: [...o.userIds] } },
    select: { userId: true },
  })
  await tx.messageMention.createMany({ data: present.map(({ userId }) => ({ messageId: o.id, userId })) })
}

async function takeFiles(
  tx: WardlineTx,
  o: {
    readonly id: string
    readonly conversationId: string
    readonly senderId: string
    readonly fileIds: readonly string[]
  },
): Promise<void> {
  if (o.fileIds.length === 0) return
  const { count } = await tx.messageAttachment.updateMany({
    where: {
      id: { in: [...o.fileIds] },
      conversationId: o.conversationId,
      uploadedById: o.senderId,
      messageId: null,
    },
    data: { messageId: o.id },
  })
  if (count !== new Set(o.fileIds).size) {
    throw new AppError('validation_failed', {
      fields: { attachment_ids: 'A file is not there any more. Attach it again.' },
    })
  }
}
