'use client'

import { MessageSquare, SquarePen } from 'lucide-react'
import { useRouter, useSelectedLayoutSegment } from 'next/navigation'
import { useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { useCommand } from '@/hooks/commands/useCommand.ts'
import { ConversationList } from './ConversationList'
import { NewConversationDialog } from './lazyDialogs'

/** One's conversations left, the open one right; on phones one after the other. */
export function MessagesView({ children }: { readonly children: ReactNode }) {
  const router = useRouter()
  const openId = useSelectedLayoutSegment()
  const [isBeginning, setBeginning] = useState(false)
  const begin = () => setBeginning(true)
  useCommand({
    id: 'new-message',
    label: 'New message',
    words: 'write chat conversation group',
    section: 'This page',
    keys: 'n',
    run: begin,
  })
  return (
    <div className="relative min-h-0 grow">
      <div className="absolute inset-0 flex">
        <div
          className={`min-w-0 border-line md:w-80 md:shrink-0 md:border-r ${openId === null ? 'w-full' : 'max-md:hidden'}`}
        >
          <ConversationList openId={openId} onNew={begin} />
        </div>
        <div className={`min-w-0 grow bg-surface ${openId === null ? 'max-md:hidden' : ''}`}>
          {openId === null ? (
            <EmptyState
              icon={<MessageSquare />}
              title="No conversation is open"
              action={
                <Button icon={<SquarePen />} onPress={begin}>
                  Write to somebody
                </Button>
              }
              className="pt-24"
            >
              Choose one on the left, or begin another.
            </EmptyState>
          ) : (
            children
          )}
        </div>
      </div>
      {isBeginning && (
        <NewConversationDialog
          onClose={() => setBeginning(false)}
          onBegun={(id) => {
            setBeginning(false)
            router.push(`/messages/${id}`)
          }}
        />
      )}
    </div>
  )
}
