import { hashKey } from '@tanstack/react-query'
import type { LiveKey } from '@/lib/realtime/client/liveContract.ts'
import type { Watchable } from '@/lib/realtime/client/liveClient.ts'

/** What a change will do to a query's data, shown until the server has answered. */
export interface PendingEdit {
  readonly key: LiveKey
  readonly apply: (data: unknown) => unknown
}

/** `pendingEdit<Crate>(key, …)`: the query of that key holds a `Data`, as its hook says. */
export const pendingEdit = <Data>(key: LiveKey, apply: (data: Data) => Data): PendingEdit => ({
  key,
  apply: (data) => apply(data as Data),
})

/**
 * Edits that were sent and not answered yet. They lie over what the server said and are never mixed with it: what others
 * do meanwhile shows through, and a refusal leaves nothing behind.
 */
export interface PendingEdits {
  /** Returns the undo. */
  add(edit: PendingEdit): () => void
  /** In the order in which they were sent. */
  of(key: LiveKey): Watchable<readonly PendingEdit[]>
}

const NONE: readonly PendingEdit[] = []

export function createPendingEdits(): PendingEdits {
  const edits = new Map<string, readonly PendingEdit[]>()
  const listeners = new Map<string, Set<() => void>>()

  function set(hash: string, next: readonly PendingEdit[]) {
    if (next.length === 0) edits.delete(hash)
    else edits.set(hash, next)
    for (const tell of listeners.get(hash) ?? []) tell()
  }

  return {
    add(edit) {
      const hash = hashKey(edit.key)
      set(hash, [...(edits.get(hash) ?? NONE), edit])
      return () =>
        set(
          hash,
          (edits.get(hash) ?? NONE).filter((each) => each !== edit),
        )
    },
    of(key) {
      const hash = hashKey(key)
      return {
        get: () => edits.get(hash) ?? NONE,
        watch(listener) {
          const all = listeners.get(hash) ?? new Set()
          listeners.set(hash, all.add(listener))
          return () => {
            all.delete(listener)
            if (all.size === 0 && listeners.get(hash) === all) listeners.delete(hash)
          }
        },
      }
    },
  }
}
