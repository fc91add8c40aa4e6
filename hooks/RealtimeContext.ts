import { createContext, useContext } from 'react'
import type { LiveClient } from '@/lib/realtime/client/liveClient.ts'
import type { ChangeAuthors } from './live/changeAuthors.ts'
import type { LiveCache } from './live/liveCache.ts'
import type { PendingEdits } from './live/pendingEdits.ts'

/** What the provider hands to hooks. */
export interface Realtime {
  readonly client: LiveClient
  readonly cache: LiveCache
  /** What this page has sent and not heard of yet. */
  readonly pending: PendingEdits
  /** Who made the changes that were heard of lately. */
  readonly authors: ChangeAuthors
  /** Whose page this is. */
  readonly userId: string
  /** ISO 8601; null where the session has no fixed end. */
  readonly sessionExpiresAt: string | null
}

export const RealtimeContext = createContext<Realtime | null>(null)

/** The page's live connection. Throws outside a RealtimeProvider: a mistake in the tree, not a state of the world. */
export function useRealtime(): Realtime {
  const realtime = useContext(RealtimeContext)
  if (!realtime) throw new Error('This hook needs a RealtimeProvider above it.')
  return realtime
}
