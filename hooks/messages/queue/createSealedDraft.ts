import * as z from 'zod/mini'
import type { SealedStore } from './createSealedStore.ts'

/** What one has begun to write in one conversation, kept in this browser. Nothing fails where it cannot be. */
export interface SealedDraft {
  /** Empty: nothing. */
  read(): Promise<string>
  /** The last words count, however long sealing the ones before them takes. */
  write(words: string): void
}

export function createSealedDraft(store: SealedStore | null, conversationId: string): SealedDraft {
  let last: Promise<unknown> = Promise.resolve()
  return {
    async read() {
      await last
      const kept = await store?.list('draft').catch(() => [])
      const value = kept?.find(({ id }) => id === conversationId)?.value
      return z.string().safeParse(value).data ?? ''
    },
    write(words) {
      if (store === null) return
      const isEmpty = words.trim() === ''
      last = last
        .then(() =>
          isEmpty ? store.remove('draft', conversationId) : store.put('draft', conversationId, words),
        )
        .catch(() => undefined)
    },
  }
}
