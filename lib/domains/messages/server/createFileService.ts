import { v7 as uuidv7 } from 'uuid'
import { AppError } from '../../../platform/appError.ts'
import { attachmentFile } from '../../../platform/attachmentFile.ts'
import type { Database } from '../../../platform/database/createDatabase.ts'
import type { ServiceCall } from '../../../platform/http/serviceCall.ts'
import type { MessageAttachment } from '../contract.ts'
import type { Talker } from '../policy.ts'
import type { ConversationKeys } from './conversationKeys.ts'
import { readMembership } from './lockConversation.ts'
import { fileNamePlace, presentFile } from './presentMessage.ts'
import { openBytes, openWords, sealBytes, sealWords } from './sealedWords.ts'
import type { DeskActor } from '../../identity/contract.ts'

/** Files that go with messages. They are sealed as words are. */
export interface MessageFileService {
  /** Waits for a message that takes it; only its uploader sees it until then. `read` is called when it is clear that they may. */
  add(call: ServiceCall<DeskActor>, conversationId: string, upload: Upload): Promise<MessageAttachment>
  download(actor: Talker, id: string): Promise<Download>
  /** One that no message has taken. */
  discard(call: ServiceCall<DeskActor>, id: string): Promise<void>
}

interface Upload {
  readonly name: string
  read(): Promise<Uint8Array<ArrayBuffer>>
}

interface Download {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Files that one may have waiting in one conversation. */
const WAITING_MAX = 20

export function createFileService(parts: {
  readonly database: Database
  readonly keys: ConversationKeys
}): MessageFileService {
  const { database, keys } = parts
  return {
    async add(call, conversationId, upload) {
      await readMembership(database.prisma, call.actor, conversationId)
      const file = await attachmentFile(upload.name, await upload.read())
      return await database.inTransaction(call.stamp, async (tx) => {
        await readMembership(tx, call.actor, conversationId)
        const uploadedById = call.actor.userId
        const where = { conversationId, uploadedById, messageId: null }
        if ((await tx.messageAttachment.count({ where })) >= WAITING_MAX) {
          throw new AppError('conflict', { message: 'Send or remove what you have attached first.' })
        }
        const key = await keys.need(tx, conversationId)
        const id = uuidv7()
        const name = sealWords(key, file.name, fileNamePlace({ id, uploadedById }, conversationId))
        const row = {
          id,
          conversationId,
          uploadedById,
          name,
          mediaType: file.mediaType,
          size: file.bytes.byteLength,
        }
        await tx.messageAttachment.create({ data: row })
        const bytes = sealBytes(key, file.bytes, bytesPlace(row))
        await tx.messageAttachmentBytes.create({
          data: { attachmentId: id, bytes },
          select: { attachmentId: true },
        })
        return presentFile(row, conversationId, key)
      })
    },

    async download(actor, id) {
      const { prisma } = database
      const row = await prisma.messageAttachment.findUnique({
        where: { id },
        include: { message: { select: { number: true, deletedAt: true } } },
      })
      if (row === null) throw new AppError('not_found')
      const { joinedAfter } = await readMembership(prisma, actor, row.conversationId)
      const isHidden =
        row.message === null ? row.uploadedById !== actor.userId : row.message.number <= joinedAfter
      if (isHidden || row.message?.deletedAt) throw new AppError('not_found', { denied: isHidden })
      const content = await prisma.messageAttachmentBytes.findUnique({ where: { attachmentId: id } })
      if (content === null) throw new AppError('not_found')
      const key = await keys.find(prisma, row.conversationId).catch(() => null)
      const bytes = openBytes(key, content.bytes, bytesPlace(row))
      if (bytes === null) throw new AppError('not_found', { message: 'This file cannot be read any more.' })
      const name = openWords(key, row.name, fileNamePlace(row, row.conversationId)) ?? 'file'
      return { name, mediaType: row.mediaType, bytes }
    },

    discard: (call, id) =>
      database.inTransaction(call.stamp, async (tx) => {
        const { count } = await tx.messageAttachment.deleteMany({
          where: { id, uploadedById: call.actor.userId, messageId: null },
        })
        if (count === 0) throw new AppError('not_found')
      }),
  }
}

const bytesPlace = (file: {
  readonly id: string
  readonly conversationId: string
  readonly uploadedById: string
}) => ({
  table: 'message_attachment_bytes' as const,
  rowId: file.id,
  conversationId: file.conversationId,
  senderId: file.uploadedById,
})
