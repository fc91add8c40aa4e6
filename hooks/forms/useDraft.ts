import { useMemo } from 'react'
import type * as z from 'zod/mini'
import { useRealtime } from '../RealtimeContext.ts'
import { browserDrafts } from './browserDrafts.ts'
import type { Draft } from './draftStore.ts'

/** The draft of one item, of whoever is at the page. */
export interface ItemDraft<V> {
  readonly read: () => Draft<V> | null
  readonly write: (draft: Omit<Draft<V>, 'savedAt'>) => void
  /** It was sent, or is not wanted. */
  readonly forget: () => void
}

/** Keeps what one types about `item` ("crate:…") until it is sent. `schema`: what a kept draft must look like; earlier releases' may not. */
export function useDraft<V>(item: string, schema: z.ZodMiniType<V>): ItemDraft<V> {
  const { userId } = useRealtime()
  return useMemo(
    () => ({
      read: () => browserDrafts().read(userId, item, schema),
      write: (draft) => browserDrafts().write(userId, item, draft),
      forget: () => browserDrafts().remove(userId, item),
    }),
    [userId, item, schema],
  )
}
