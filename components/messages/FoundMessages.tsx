'use client'

import Link from 'next/link'
import { Button } from '@/components/ui/Button'
import { Time } from '@/components/ui/Time'
import { useViewer } from '@/hooks/archive/viewer.ts'
import { useFoundMessages } from '@/hooks/messages/useFoundMessages.ts'
import type { Conversation } from '@/lib/domains/messages/contract.ts'
import { conversationName } from './conversationName'
import { oneLine } from './messageWords'

export interface FoundMessagesProps {
  readonly words: string
  readonly conversations: readonly Conversation[]
}

/** What was found in one's conversations; each leads to its place. */
export function FoundMessages({ words, conversations }: FoundMessagesProps) {
  const { userId } = useViewer()
  const { data, error, isFetching, hasNextPage, fetchNextPage } = useFoundMessages(words)
  const found = data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <section aria-label="Found messages" className="mt-3">
      <h2 className="px-2 pb-1 text-xs font-medium text-subtle">Messages</h2>
      <ul className="grid gap-0.5">
        {found.map((message) => {
          const conversation = conversations.find(({ id }) => id === message.conversation_id)
          return (
            <li key={message.id}>
              <Link
                href={`/messages/${message.conversation_id}?m=${message.number}`}
                className="block rounded-md px-2 py-1.5 -outline-offset-2! hover:bg-hover"
              >
                <span className="flex items-baseline gap-2 text-sm">
                  <span className="min-w-0 grow truncate font-medium text-ink">
                    {message.sender}
                    {conversation && (
                      <span className="font-normal text-muted">{` in ${conversationName(conversation, userId)}`}</span>
                    )}
                  </span>
                  <Time at={message.created_at} className="shrink-0 text-xs text-muted" />
                </span>
                <span className="line-clamp-2 text-sm text-muted">{oneLine(message, () => null)}</span>
              </Link>
            </li>
          )
        })}
      </ul>
      <output className="block px-2 py-1 text-sm text-muted">
        {error?.message ??
          (isFetching ? 'Searching…' : found.length === 0 && !hasNextPage && 'No message has these words.')}
      </output>
      {hasNextPage && !isFetching && (
        <Button size="sm" variant="quiet" onPress={() => void fetchNextPage()}>
          Search further back
        </Button>
      )}
    </section>
  )
}
