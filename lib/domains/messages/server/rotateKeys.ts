import type { KeyRing } from '../../../platform/crypto/keyRing.ts'
import type { Database } from '../../../platform/database/createDatabase.ts'
import { keyPlace } from './conversationKeys.ts'

const NOBODY = { actorId: null, sessionId: null, changeId: null, address: null }
const SLICE = 100

/**
 * Wraps the keys of all conversations with the ring's first key, where another one wraps them, and returns how many it were.
 * The keys themselves stay, so nothing has to be written anew and nobody waits. Stopped in between, it goes on at the next
 * call. Throws `SealBroken` at a key that cannot be unwrapped; the ones before it are done.
 */
export async function rotateKeys(
  database: Database,
  ring: KeyRing,
  { slice = SLICE, onSlice }: { readonly slice?: number; readonly onSlice?: (done: number) => void } = {},
): Promise<number> {
  let done = 0
  for (;;) {
    const count = await database.inTransaction(NOBODY, async (tx) => {
      const rows = await tx.$queryRaw<{ conversationId: string; keyId: string; wrapped: Uint8Array }[]>`
        SELECT conversation_id AS "conversationId", key_id AS "keyId", wrapped FROM conversation_keys
         WHERE key_id <> ${ring.currentId} ORDER BY conversation_id LIMIT ${slice} FOR UPDATE SKIP LOCKED`
      for (const { conversationId, ...stored } of rows) {
        const place = keyPlace(conversationId)
        const { keyId, wrapped } = ring.wrap(ring.unwrap(stored, place), place)
        await tx.conversationKey.update({
          where: { conversationId },
          data: { keyId, wrapped: Buffer.from(wrapped), wrappedAt: new Date() },
        })
      }
      return rows.length
    })
    if (count === 0) return done
    done += count
    onSlice?.(done)
  }
}
