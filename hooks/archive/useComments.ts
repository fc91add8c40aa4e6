import { useState } from 'react'
import { v7 } from 'uuid'
import { archiveKeys } from '@/lib/domains/archive/contract/archiveKeys.ts'
import {
  requestTopic,
  type CommentList,
  type RequestComment,
} from '@/lib/domains/archive/contract/archiveRequest.ts'
import { DIRECTORY_TOPIC } from '@/lib/domains/identity/contract.ts'
import type { ApiError } from '../ApiError.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveMutation } from '../useLiveMutation.ts'
import { useLiveQuery } from '../useLiveQuery.ts'
import { useDelayed } from '../useDelayed.ts'

/** A deleted comment can be had back for so long, in ms. */
const UNDO_MS = 6_000

/** A comment that was written here and has not been heard of yet. */
export interface OutgoingComment {
  readonly id: string
  readonly body: string
  /** ISO 8601. */
  readonly writtenAt: string
  /** Why it did not arrive; null while it is under way. */
  readonly error: ApiError | null
}

/** What was said about a request, and what one says oneself. */
export interface Comments {
  /** Oldest first; without those that one is just deleting. Undefined until loaded. */
  readonly items: readonly RequestComment[] | undefined
  readonly error: ApiError | null
  readonly outgoing: readonly OutgoingComment[]
  readonly send: (body: string) => void
  /** Sends once more what did not arrive. */
  readonly retry: (comment: OutgoingComment) => void
  readonly discard: (id: string) => void
  /** Deletes it in a while; `undo` takes that back. */
  readonly remove: (id: string) => { readonly undo: () => void }
}

/** `onSent` and `onRemoveFailed` are told what became of it. */
export function useComments(
  requestId: string,
  on: { readonly onSent: () => void; readonly onRemoveFailed: (error: ApiError) => void },
): Comments {
  const path = `/api/archive/requests/${requestId}/comments`
  const { data, error } = useLiveQuery<CommentList>({
    key: archiveKeys.comments(requestId),
    topics: [requestTopic(requestId), DIRECTORY_TOPIC],
    fetch: ({ signal }) => apiFetch(path, { signal }),
  })
  const [written, setWritten] = useState<readonly OutgoingComment[]>([])
  const removal = useDelayed(UNDO_MS)
  const create = useLiveMutation<RequestComment, OutgoingComment>({
    send: ({ id, body }, request) => apiFetch(path, { ...request, method: 'POST', body: { id, body } }),
    onSuccess: on.onSent,
    onError: (failure, { id }) =>
      setWritten((all) => all.map((each) => (each.id === id ? { ...each, error: failure } : each))),
  })
  const remove = useLiveMutation<void, string>({
    send: (id, request) => apiFetch(`${path}/${id}`, { ...request, method: 'DELETE' }),
    onError: (failure, id) => {
      removal.cancel(id)
      on.onRemoveFailed(failure)
    },
  })
  const discard = (id: string) => setWritten((all) => all.filter((each) => each.id !== id))
  const put = (comment: OutgoingComment) => {
    setWritten((all) => [...all.filter(({ id }) => id !== comment.id), comment])
    create.mutate(comment)
  }
  return {
    items: data?.items.filter(({ id }) => !removal.held.has(id)),
    error,
    // What the server's list has is no longer under way.
    outgoing: written.filter(({ id }) => !data?.items.some((item) => item.id === id)),
    send: (body) => put({ id: v7(), body, writtenAt: new Date().toISOString(), error: null }),
    retry: (comment) => put({ ...comment, error: null }),
    discard,
    remove: (id) => {
      discard(id)
      removal.start(id, () => remove.mutate(id))
      return { undo: () => removal.cancel(id) }
    },
  }
}
