import type { KeyRing } from '../../../platform/crypto/keyRing.ts'
import type { WardlineTx } from '../../../platform/database/createDatabase.ts'

/** The keys of conversations' words, one each, wrapped by the ring. */
export interface ConversationKeys {
  /** Null: the conversation has none, so nothing of it is sealed. Throws `SealBroken` where it cannot be unwrapped. */
  find(tx: WardlineTx, conversationId: string): Promise<Buffer | null>
  /** Makes the key where there is none yet; of two who do so at once both get the same. Within a transaction only. */
  need(tx: WardlineTx, conversationId: string): Promise<Buffer>
}

/** Where a wrapped key stands, for `seal`. */
export const keyPlace = (conversationId: string): readonly string[] => ['conversation_keys', conversationId]

/** Keys are read each time: unwrapping takes microseconds, and a key that was rolled back must never be used. */
export function createConversationKeys(ring: KeyRing): ConversationKeys {
  async function find(tx: WardlineTx, conversationId: string): Promise<Buffer | null> {
    const stored = await tx.conversationKey.findUnique({ where: { conversationId } })
    return stored && ring.unwrap(stored, keyPlace(conversationId))
  }

  return {
    find,
    async need(tx, conversationId) {
      const found = await find(tx, conversationId)
      if (found !== null) return found
      const { keyId, wrapped } = ring.make(keyPlace(conversationId)).stored
      await tx.conversationKey.createMany({
        data: [{ conversationId, keyId, wrapped: Buffer.from(wrapped) }],
        skipDuplicates: true,
      })
      const stored = await tx.conversationKey.findUniqueOrThrow({ where: { conversationId } })
      return ring.unwrap(stored, keyPlace(conversationId))
    },
  }
}
