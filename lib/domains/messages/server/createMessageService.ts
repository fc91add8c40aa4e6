import { v7 as uuidv7 } from 'uuid'
import { AppError } from '../../../platform/appError.ts'
import type { Database, WardlineTx } from '../../../platform/database/createDatabase.ts'
import type { ServiceCall } from '../../../platform/http/serviceCall.ts'
import {
  REACTIONS_PER_MESSAGE,
  type EditList,
  type Message,
  type MessageEdit,
  type MessageSend,
} from '../contract.ts'
import { isAuthor, type Talker } from '../policy.ts'
import type { ConversationKeys } from './conversationKeys.ts'
import { readMembership } from './lockConversation.ts'
import { isEmoji } from './messagesQueries.ts'
import { bodyPlace, MESSAGE_PARTS, presentMessage, type MessageRow } from './presentMessage.ts'
import { openWords, sealWords } from './sealedWords.ts'
import { mention, sendMessage } from './sendMessage.ts'
import type { DeskActor } from '../../identity/contract.ts'

/** What is said in conversations. Throws AppErrors, which routes and frames answer as they are. */
export interface MessageService {
  /** Sent again under the same id it is answered as it stands. */
  send(call: ServiceCall<DeskActor>, conversationId: string, input: MessageSend): Promise<Message>
  /** Keeps what it said before. Old versions answer conflict with the message as it is. */
  edit(call: ServiceCall<DeskActor>, id: string, input: MessageEdit): Promise<Message>
  /** Leaves a mark; the words, what they were before, files and reactions are gone for good. */
  remove(call: ServiceCall<DeskActor>, id: string): Promise<Message>
  react(call: ServiceCall<DeskActor>, id: string, emoji: string): Promise<Message>
  unreact(call: ServiceCall<DeskActor>, id: string, emoji: string): Promise<Message>
  edits(actor: Talker, id: string): Promise<EditList>
  /** The number of a message that the actor may read. */
  numberOf(actor: Talker, conversationId: string, id: string): Promise<number>
}

export function createMessageService(parts: {
  readonly database: Database
  readonly keys: ConversationKeys
}): MessageService {
  const { database, keys } = parts
  const change = (
    call: ServiceCall<DeskActor>,
    id: string,
    run: (tx: WardlineTx, row: MessageRow) => Promise<void>,
  ) =>
    database.inTransaction(call.stamp, async (tx) => {
      const row = await lockMessage(tx, call.actor, id)
      await run(tx, row)
      return await show(tx, keys, id)
    })

  return {
    send: (call, conversationId, input) =>
      database.inTransaction(call.stamp, (tx) =>
        sendMessage(tx, keys, { actor: call.actor, conversationId, input }),
      ),

    edit: (call, id, input) =>
      change(call, id, async (tx, row) => {
        if (!isAuthor(call.actor, row)) throw new AppError('forbidden')
        await editMessage(tx, keys, { row, input })
      }),

    remove: (call, id) =>
      change(call, id, async (tx, row) => {
        if (!isAuthor(call.actor, row) || row.note !== null) throw new AppError('forbidden')
        if (row.deletedAt === null) await eraseMessage(tx, row)
      }),

    react: (call, id, emoji) =>
      change(call, id, async (tx, row) => {
        refuseGone(row)
        if (!isEmoji(emoji))
          throw new AppError('validation_failed', { fields: { emoji: 'Choose one emoji.' } })
        const key = { messageId: id, userId: call.actor.userId, emoji }
        if (row.reactions.some((given) => given.userId === key.userId && given.emoji === emoji)) return
        const kinds = new Set(row.reactions.map((given) => given.emoji))
        if (!kinds.has(emoji) && kinds.size >= REACTIONS_PER_MESSAGE) {
          throw new AppError('conflict', {
            message: 'This message has as many kinds of reactions as it can hold.',
          })
        }
        await tx.messageReaction.create({ data: key })
        await rise(tx, row)
      }),

    unreact: (call, id, emoji) =>
      change(call, id, async (tx, row) => {
        const key = { messageId: id, userId: call.actor.userId, emoji }
        const { count } = await tx.messageReaction.deleteMany({ where: key })
        if (count > 0) await rise(tx, row)
      }),

    async numberOf(actor, conversationId, id) {
      const row = await findMessage(database.prisma, actor, id)
      if (row.conversationId !== conversationId) throw new AppError('not_found')
      return row.number
    },

    async edits(actor, id) {
      const row = await findMessage(database.prisma, actor, id)
      if (row.deletedAt !== null) return { items: [] }
      const key = await keys.find(database.prisma, row.conversationId)
      const before = await database.prisma.messageEdit.findMany({
        where: { messageId: id },
        orderBy: [{ writtenAt: 'asc' }, { id: 'asc' }],
      })
      return {
        items: before.map(({ body, writtenAt }) => ({
          content: openWords(key, body, bodyPlace(row)),
          written_at: writtenAt.toISOString(),
        })),
      }
    },
  }
}

/** Throws not_found where there is no such message, or the actor takes no part or came later. */
export async function findMessage(tx: WardlineTx, actor: Talker, id: string): Promise<MessageRow> {
  const row = await tx.message.findUnique({ where: { id }, include: MESSAGE_PARTS })
  if (row === null) throw new AppError('not_found')
  const { joinedAfter } = await readMembership(tx, actor, row.conversationId)
  if (row.number <= joinedAfter) throw new AppError('not_found', { denied: true })
  return row
}

async function lockMessage(tx: WardlineTx, actor: Talker, id: string): Promise<MessageRow> {
  await tx.$queryRaw`SELECT id FROM messages WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  return await findMessage(tx, actor, id)
}

async function show(tx: WardlineTx, keys: ConversationKeys, id: string): Promise<Message> {
  const row = await tx.message.findUniqueOrThrow({ where: { id }, include: MESSAGE_PARTS })
  return presentMessage(row, await keys.find(tx, row.conversationId))
}

async function editMessage(
  tx: WardlineTx,
  keys: ConversationKeys,
  { row, input }: { readonly row: MessageRow; readonly input: MessageEdit },
): Promise<void> {
  refuseGone(row)
  const key = await keys.need(tx, row.conversationId)
  if (input.version !== undefined && input.version !== row.version) {
    throw new AppError('conflict', { current: presentMessage(row, key) })
  }
  if (input.content.trim() === '' && row.attachments.length === 0) {
    throw new AppError('validation_failed', {
      fields: { content: 'Write something, or delete the message.' },
    })
  }
  if (row.body === null || openWords(key, row.body, bodyPlace(row)) === input.content) return
  await tx.messageEdit.create({
    data: { id: uuidv7(), messageId: row.id, body: row.body, writtenAt: row.editedAt ?? row.createdAt },
  })
  await tx.messageMention.deleteMany({ where: { messageId: row.id } })
  await mention(tx, { id: row.id, conversationId: row.conversationId, userIds: input.mentions ?? [] })
  await tx.message.update({
    where: { id: row.id },
    data: {
      body: sealWords(key, input.content, bodyPlace(row)),
      editedAt: new Date(),
      version: { increment: 1 },
    },
  })
}

async function eraseMessage(tx: WardlineTx, row: MessageRow): Promise<void> {
  const where = { messageId: row.id }
  await tx.messageEdit.deleteMany({ where })
  await tx.messageMention.deleteMany({ where })
  await tx.messageReaction.deleteMany({ where })
  await tx.messageAttachment.deleteMany({ where })
  await tx.message.update({
    where: { id: row.id },
    data: { body: null, deletedAt: new Date(), version: { increment: 1 } },
  })
}

/** Announces what changed beside the message. */
const rise = (tx: WardlineTx, { id }: MessageRow) =>
  tx.message.update({ where: { id }, data: { version: { increment: 1 } } })

function refuseGone(row: MessageRow): void {
  if (row.deletedAt !== null || row.note !== null) {
    throw new AppError('conflict', { message: 'This message has been deleted.' })
  }
}
