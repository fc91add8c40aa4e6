'use client'

import { SquarePen } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import { SearchField } from '@/components/ui/SearchField'
import { SkeletonRows } from '@/components/ui/Skeleton'
import { useViewer } from '@/hooks/archive/viewer.ts'
import { useSettled } from '@/hooks/archive/useSettled.ts'
import { useConversations } from '@/hooks/messages/useConversations.ts'
import { ConversationRow } from './ConversationRow'
import { conversationName } from './conversationName'
import { FoundMessages } from './FoundMessages'

export interface ConversationListProps {
  readonly openId: string | null
  readonly onNew: () => void
}

/** One's conversations, the latest first, and a field that searches in them. */
export function ConversationList({ openId, onNew }: ConversationListProps) {
  const { userId } = useViewer()
  const { data, error, refetch } = useConversations()
  const [typed, setTyped] = useState('')
  const words = typed.trim()
  const settled = useSettled(words, 250)
  const items = data?.items ?? []
  // The page's own heading is the open conversation's, where there is one.
  const Heading = openId === null ? 'h1' : 'h2'
  const shown =
    words === ''
      ? items
      : items.filter((each) => conversationName(each, userId).toLowerCase().includes(words.toLowerCase()))
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="grid shrink-0 gap-2 border-b border-line p-3">
        <div className="flex items-center justify-between gap-2">
          <Heading className="pl-1 text-lg font-semibold text-ink">Messages</Heading>
          <Button size="sm" variant="primary" icon={<SquarePen />} onPress={onNew}>
            New message
          </Button>
        </div>
        <SearchField
          label="Search messages"
          placeholder="Search messages"
          value={typed}
          onChange={setTyped}
        />
      </div>
      <div className="min-h-0 grow overflow-y-auto overscroll-contain p-2">
        {data === undefined && error && (
          <ErrorState errorId={error.requestId ?? undefined} onRetry={() => void refetch()}>
            {error.message}
          </ErrorState>
        )}
        {data === undefined && !error && <SkeletonRows rows={5} label="Loading the conversations" />}
        {data && items.length === 0 && words === '' && (
          <p className="px-2 py-3 text-sm text-muted">Nobody has written yet.</p>
        )}
        {shown.length > 0 && (
          <ul aria-label="Conversations" className="grid gap-0.5">
            {shown.map((conversation) => (
              <ConversationRow
                key={conversation.id}
                conversation={conversation}
                viewerId={userId}
                isOpen={conversation.id === openId}
              />
            ))}
          </ul>
        )}
        {words.length > 1 && settled.length > 1 && <FoundMessages words={settled} conversations={items} />}
      </div>
    </div>
  )
}
