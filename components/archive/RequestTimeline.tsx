'use client'

import { RotateCw, Trash2, X } from 'lucide-react'
import { Avatar } from '@/components/ui/Avatar'
import { Button } from '@/components/ui/Button'
import { IconButton } from '@/components/ui/IconButton'
import { notify } from '@/components/ui/notify'
import { StatusShape } from '@/components/ui/StatusShape'
import { Time } from '@/components/ui/Time'
import { toneSolidStyles } from '@/components/ui/tone'
import type { Comments, OutgoingComment } from '@/hooks/archive/useComments.ts'
import { useViewer } from '@/hooks/archive/viewer.ts'
import type { ArchiveRequest, RequestComment } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { mayRemoveComment } from '@/lib/domains/archive/policy.ts'
import { requestTimeline, type TimelineEvent } from './requestTimeline.ts'

export interface RequestTimelineProps {
  readonly request: ArchiveRequest
  readonly comments: Comments
}

/** What was done and said about a request in one stream, oldest first, with what one has just said oneself. */
export function RequestTimeline({ request, comments }: RequestTimelineProps) {
  const viewer = useViewer()
  const remove = (id: string) => {
    const { undo } = comments.remove(id)
    notify.undoable('Comment deleted', undo)
  }
  return (
    <ol className="grid gap-3.5">
      {requestTimeline(request, comments.items).map((entry) =>
        entry.kind === 'event' ? (
          <EventItem key={entry.id} event={entry} />
        ) : (
          <CommentItem
            key={entry.id}
            comment={entry.comment}
            onRemove={mayRemoveComment(viewer, entry.comment.author.id) ? () => remove(entry.id) : null}
          />
        ),
      )}
      {comments.outgoing.map((comment) => (
        <OutgoingItem
          key={comment.id}
          comment={comment}
          author={{ id: viewer.userId, name: viewer.name }}
          onRetry={() => comments.retry(comment)}
          onDiscard={() => comments.discard(comment.id)}
        />
      ))}
    </ol>
  )
}

function EventItem({ event: { at, by, what, words, look } }: { readonly event: TimelineEvent }) {
  return (
    <li className="flex gap-2.5">
      <span className="flex h-5 w-6 shrink-0 items-center justify-center">
        <StatusShape shape={look.shape} className={toneSolidStyles[look.tone]} />
      </span>
      <div className="min-w-0 grow">
        <p className="break-words text-ink">
          {by && <span className="font-medium">{by.name} </span>}
          {what} <Time at={at} className="ml-1 text-sm text-muted" />
        </p>
        {words && (
          <p className="mt-1 rounded-md border border-line bg-sunken px-2.5 py-1.5 break-words whitespace-pre-wrap text-ink">
            {words}
          </p>
        )}
      </div>
    </li>
  )
}

interface CommentItemProps {
  readonly comment: RequestComment
  /** Null: it is not one's own. */
  readonly onRemove: (() => void) | null
}

function CommentItem({ comment: { author, body, created_at: at }, onRemove }: CommentItemProps) {
  return (
    <li className="group flex gap-2.5">
      <Avatar id={author.id} name={author.name} isDecorative className="shrink-0" />
      <div className="min-w-0 grow">
        <div className="flex min-h-6 flex-wrap items-center gap-x-1.5">
          <span className="font-medium text-ink">{author.name}</span>
          <Time at={at} className="text-sm text-muted" />
          {onRemove && (
            <IconButton
              label={`Delete comment: ${body.slice(0, 40)}`}
              size="sm"
              icon={<Trash2 />}
              onPress={onRemove}
              className="-my-1 ml-auto opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
            />
          )}
        </div>
        <p className="break-words whitespace-pre-wrap text-ink">{body}</p>
      </div>
    </li>
  )
}

interface OutgoingItemProps {
  readonly comment: OutgoingComment
  readonly author: { readonly id: string; readonly name: string }
  readonly onRetry: () => void
  readonly onDiscard: () => void
}

function OutgoingItem({ comment: { body, error }, author, onRetry, onDiscard }: OutgoingItemProps) {
  return (
    <li className="flex gap-2.5">
      <Avatar id={author.id} name={author.name} isDecorative className="shrink-0" />
      <div className="min-w-0 grow" aria-live="polite">
        <div className="flex min-h-6 items-center gap-x-1.5">
          <span className="font-medium text-ink">{author.name}</span>
          {error === null && <span className="text-sm text-muted">Sending…</span>}
        </div>
        <p className={`break-words whitespace-pre-wrap ${error ? 'text-ink' : 'text-muted'}`}>{body}</p>
        {error && (
          <div className="mt-1 flex flex-wrap items-center gap-2 text-sm text-red-text">
            <span>Not sent: {error.message}</span>
            <Button size="sm" icon={<RotateCw />} onPress={onRetry}>
              Retry
            </Button>
            <IconButton label="Discard comment" size="sm" icon={<X />} onPress={onDiscard} />
          </div>
        )}
      </div>
    </li>
  )
}
