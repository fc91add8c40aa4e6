import { useMutation, type UseMutationResult } from '@tanstack/react-query'
import type { LiveKey } from '@/lib/realtime/client/liveContract.ts'
import type { ApiError } from './ApiError.ts'
import type { PendingEdit } from './live/pendingEdits.ts'
import { sendChange, type ChangeRequest } from './live/sendChange.ts'
import { useRealtime } from './RealtimeContext.ts'

/** A query's key and its whole new content. */
export type Covered = readonly [key: LiveKey, data: unknown]

/** A write. */
export interface LiveMutation<Answer, Variables> {
  /** Hand `request` on to `apiFetch`: it carries the change id and the idempotency key. May be called again after a lost answer. */
  readonly send: (variables: Variables, request: ChangeRequest) => Promise<Answer>
  /**
   * Queries whose whole content the answer gives: it is put into the cache, and this tab skips its own event for them. All
   * others hear of the change as everybody's do.
   */
  readonly covers?: (answer: Answer, variables: Variables) => readonly Covered[]
  /**
   * What it will do to queries, shown at once (by hooks that use `usePendingEdits`) until the answer is there. A refusal
   * leaves nothing of it behind.
   */
  readonly pending?: (variables: Variables) => readonly PendingEdit[]
  readonly onSuccess?: (answer: Answer, variables: Variables) => void
  readonly onError?: (error: ApiError, variables: Variables) => void
}

/**
 * Sends a change. A lost connection is retried with the same key, so that it happens once. `error` is an ApiError: `fields` for
 * the form, `current` with `conflict`.
 */
export function useLiveMutation<Answer, Variables = void>(
  mutation: LiveMutation<Answer, Variables>,
): UseMutationResult<Answer, ApiError, Variables> {
  const { cache, pending: edits } = useRealtime()
  const { send, covers, pending, onSuccess, onError } = mutation
  return useMutation<Answer, ApiError, Variables>({
    networkMode: 'always',
    throwOnError: false,
    mutationFn: async (variables) => {
      const undo = (pending?.(variables) ?? []).map((edit) => edits.add(edit))
      try {
        return await cache.change(
          (changeId) => sendChange(changeId, (request) => send(variables, request)),
          (answer) => covers?.(answer, variables) ?? [],
        )
      } finally {
        undo.forEach((takeAway) => takeAway())
      }
    },
    ...(onSuccess ? { onSuccess: (answer, variables) => onSuccess(answer, variables) } : {}),
    ...(onError ? { onError: (error, variables) => onError(error, variables) } : {}),
  })
}
