'use client'

import { SearchX } from 'lucide-react'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { LinkButton } from '@/components/ui/LinkButton'
import { useUnsentOf } from '@/hooks/messages/useUnsentOf.ts'

/** Instead of a conversation that one may not read (any more). What one wrote in it and could not send is still one's own. */
export function NotYours({ id }: { readonly id: string }) {
  const { unsent, discard } = useUnsentOf(id)
  return (
    <div className="h-full overflow-y-auto">
      <EmptyState
        icon={<SearchX />}
        title="This conversation is not yours to read"
        action={<LinkButton href="/messages">All messages</LinkButton>}
      >
        The address is wrong, or you are not in it any more.
      </EmptyState>
      {unsent.length > 0 && (
        <section aria-label="Not sent" className="mx-auto grid max-w-lg gap-2 p-4">
          <h2 className="text-base font-semibold text-ink">Not sent</h2>
          <ul className="grid gap-2">
            {unsent.map(({ id: messageId, content, problem }) => (
              <li key={messageId} className="grid gap-1 rounded-md border border-line bg-surface p-3">
                <p className="text-base break-words whitespace-pre-wrap text-ink">{content}</p>
                <p className="flex flex-wrap items-center justify-between gap-2 text-sm text-red-text">
                  {problem ?? 'It waits for the connection.'}
                  <Button size="sm" onPress={() => discard(messageId)}>
                    Discard
                  </Button>
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
