import { v7 as uuidv7 } from 'uuid'
import type { Database } from '../../../platform/database/createDatabase.ts'
import type { ServiceCall } from '../../../platform/http/serviceCall.ts'
import type { DraftList } from '../contract.ts'
import type { Talker } from '../policy.ts'
import type { ConversationKeys } from './conversationKeys.ts'
import { readMembership } from './lockConversation.ts'
import { openWords, sealWords } from './sealedWords.ts'
import type { DeskActor } from '../../identity/contract.ts'

/** What people have begun to write, each for themselves, on all their devices. */
export interface DraftService {
  list(actor: Talker): Promise<DraftList>
  /** An empty draft is none. */
  save(call: ServiceCall<DeskActor>, conversationId: string, content: string): Promise<void>
}

export function createDraftService(parts: {
  readonly database: Database
  readonly keys: ConversationKeys
}): DraftService {
  const { database, keys } = parts
  return {
    async list({ userId }) {
      const { prisma } = database
      const rows = await prisma.messageDraft.findMany({ where: { userId }, orderBy: { updatedAt: 'desc' } })
      const items = await Promise.all(
        rows.map(async ({ id: rowId, body, conversationId, updatedAt }) => {
          const key = await keys.find(prisma, conversationId).catch(() => null)
          const place = { table: 'message_drafts' as const, rowId, conversationId, senderId: userId }
          const content = openWords(key, body, place)
          return { conversation_id: conversationId, content, updated_at: updatedAt.toISOString() }
        }),
      )
      return {
        items: items.flatMap((item) => (item.content === null ? [] : [{ ...item, content: item.content }])),
      }
    },

    async save(call, conversationId, content) {
      const { userId } = call.actor
      await database.inTransaction(call.stamp, async (tx) => {
        await readMembership(tx, call.actor, conversationId)
        const where = { userId_conversationId: { userId, conversationId } }
        if (content.trim() === '') {
          await tx.messageDraft.deleteMany({ where: { userId, conversationId } })
          return
        }
        const id = (await tx.messageDraft.findUnique({ where }))?.id ?? uuidv7()
        const place = { table: 'message_drafts' as const, rowId: id, conversationId, senderId: userId }
        const body = sealWords(await keys.need(tx, conversationId), content, place)
        await tx.messageDraft.upsert({
          where,
          create: { id, userId, conversationId, body },
          update: { body },
        })
      })
    },
  }
}
