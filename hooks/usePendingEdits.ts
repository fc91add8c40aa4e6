import { hashKey } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import type { LiveKey } from '@/lib/realtime/client/liveContract.ts'
import type { PendingEdit } from './live/pendingEdits.ts'
import { useRealtime } from './RealtimeContext.ts'

/** A query's data as this page's own unanswered changes will leave it. */
export interface WithPendingEdits<Data> {
  readonly data: Data | undefined
  /** Whether any change is not answered yet. */
  readonly isSaving: boolean
}

/** Lays the changes that were sent and not answered yet over what the server said. */
export function usePendingEdits<Data>(key: LiveKey, saved: Data | undefined): WithPendingEdits<Data> {
  const { pending } = useRealtime()
  const hash = hashKey(key)
  // oxlint-disable-next-line react/exhaustive-deps -- the hash is the key, and the same for as long as the key means the same
  const store = useMemo(() => pending.of(key), [pending, hash])
  const edits = useSyncExternalStore(store.watch, store.get, nothing)
  const data = useMemo(
    () => (saved === undefined ? undefined : edits.reduce<unknown>((row, { apply }) => apply(row), saved)),
    [saved, edits],
  )
  return { data: data as Data | undefined, isSaving: edits.length > 0 }
}

const NOTHING: readonly PendingEdit[] = []
const nothing = () => NOTHING
