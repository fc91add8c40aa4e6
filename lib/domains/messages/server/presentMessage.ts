import type { Prisma } from '../../../platform/database/generated/client.ts'
import { Note, type Message, type MessageAttachment, type Reaction } from '../contract.ts'
import { openWords } from './sealedWords.ts'

/** What is read of a message to show it. */
export const MESSAGE_PARTS = {
  sender: { select: { name: true } },
  replyTo: { select: { id: true, number: true } },
  mentions: { select: { userId: true } },
  reactions: { select: { emoji: true, userId: true }, orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }] },
  attachments: {
    select: { id: true, name: true, mediaType: true, size: true, uploadedById: true },
    orderBy: { id: 'asc' },
  },
} satisfies Prisma.MessageInclude
export type MessageRow = Prisma.MessageGetPayload<{ include: typeof MESSAGE_PARTS }>

/** The only shape in which a message leaves the server. `key`: the conversation's; null: it cannot be had. */
export function presentMessage(row: MessageRow, key: Buffer | null): Message {
  const isGone = row.deletedAt !== null
  const content = row.body === null || isGone ? null : openWords(key, row.body, bodyPlace(row))
  return {
    id: row.id,
    conversation_id: row.conversationId,
    number: row.number,
    sender_id: row.senderId,
    sender: row.sender.name,
    content,
    note: row.note === null ? null : Note.parse(row.note),
    unreadable: row.body !== null && !isGone && content === null,
    reply_to: row.replyTo,
    mentions: isGone ? [] : row.mentions.map(({ userId }) => userId),
    attachments: isGone ? [] : row.attachments.map((file) => presentFile(file, row.conversationId, key)),
    reactions: isGone ? [] : presentReactions(row.reactions),
    created_at: row.createdAt.toISOString(),
    edited_at: row.editedAt?.toISOString() ?? null,
    deleted_at: row.deletedAt?.toISOString() ?? null,
    version: row.version,
  }
}

/** Where a message's words stand. */
export const bodyPlace = (row: {
  readonly id: string
  readonly conversationId: string
  readonly senderId: string
}) => ({
  table: 'messages' as const,
  rowId: row.id,
  conversationId: row.conversationId,
  senderId: row.senderId,
})

/** Where a file's name stands. */
export const fileNamePlace = (
  file: { readonly id: string; readonly uploadedById: string },
  conversationId: string,
) => ({
  table: 'message_attachments' as const,
  rowId: file.id,
  conversationId,
  senderId: file.uploadedById,
})

export function presentFile(
  file: MessageRow['attachments'][number],
  conversationId: string,
  key: Buffer | null,
): MessageAttachment {
  const { id, mediaType, size, name } = file
  const words = openWords(key, name, fileNamePlace(file, conversationId))
  return { id, name: words ?? 'A name that cannot be read', media_type: mediaType, size }
}

/** By emoji, in the order in which each first came. */
function presentReactions(rows: MessageRow['reactions']): Reaction[] {
  const byEmoji = new Map<string, string[]>()
  for (const { emoji, userId } of rows) byEmoji.set(emoji, [...(byEmoji.get(emoji) ?? []), userId])
  return [...byEmoji].map(([emoji, userIds]) => ({ emoji, user_ids: userIds }))
}
