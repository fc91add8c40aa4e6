'use client'

import { Dialog } from '@/components/ui/Dialog'
import { Skeleton } from '@/components/ui/Skeleton'
import { Time } from '@/components/ui/Time'
import { useEdits } from '@/hooks/messages/useEdits.ts'
import type { Message } from '@/lib/domains/messages/contract.ts'

export interface EditsDialogProps {
  readonly message: Message
  readonly onClose: () => void
}

/** What a message said before it was changed. */
export function EditsDialog({ message, onClose }: EditsDialogProps) {
  const { data, error } = useEdits(message)
  return (
    <Dialog isOpen onClose={onClose} title="What it said before">
      {!data && !error && <Skeleton className="h-12 w-full" />}
      {error && <p className="text-red-text">{error.message}</p>}
      <ol className="grid gap-3">
        {data?.items.map(({ content, written_at: at }) => (
          <li key={at} className="border-l-2 border-line-strong pl-3">
            <Time at={at} format="exact" className="text-xs text-muted" />
            <p className="break-words whitespace-pre-wrap text-ink">
              {content ?? 'This cannot be read any more.'}
            </p>
          </li>
        ))}
      </ol>
    </Dialog>
  )
}
