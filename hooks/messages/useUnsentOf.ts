import { useMemo, useSyncExternalStore } from 'react'
import { useOutbox } from './useOutbox.ts'

/** What one wrote in a conversation and is not there, as it stands; and how to give it up. */
export function useUnsentOf(conversationId: string) {
  const outbox = useOutbox()
  const store = useMemo(() => outbox.of(conversationId), [outbox, conversationId])
  const all = useSyncExternalStore(store.watch, store.get, store.get)
  return { unsent: all.filter(({ state }) => state !== 'sent'), discard: outbox.discard }
}
