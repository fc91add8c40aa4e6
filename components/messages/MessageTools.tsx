'use client'

import { Pencil, Reply, SmilePlus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { buttonStyles } from '@/components/ui/buttonStyles'
import type { Message } from '@/lib/domains/messages/contract.ts'
import { useChatTools } from './ChatContext'

/** What one gives at once. */
export const EMOJI = ['👍', '❤️', '😀', '🎉', '👀', '✅'] as const

/** What can be done with a message; seen on hover and focus, always there for touch. */
export function MessageTools({ message }: { readonly message: Message }) {
  const { viewerId, onReply, onEdit, onRemove, onReact } = useChatTools()
  const [isChoosing, setChoosing] = useState(false)
  const isOwn = message.sender_id === viewerId
  return (
    <div
      className={`absolute -top-3 right-3 z-10 flex items-center rounded-md border border-line bg-raised p-0.5 ${isChoosing ? '' : 'pointer-events-none opacity-0'} group-focus-within/line:pointer-events-auto group-focus-within/line:opacity-100 group-hover/line:pointer-events-auto group-hover/line:opacity-100`}
      onMouseLeave={() => setChoosing(false)}
    >
      {isChoosing ? (
        EMOJI.map((emoji) => (
          <Tool
            key={emoji}
            label={`React with ${emoji}`}
            onClick={() => {
              const given = message.reactions.find((each) => each.emoji === emoji)
              onReact(message, emoji, !given?.user_ids.includes(viewerId))
              setChoosing(false)
            }}
          >
            <span aria-hidden="true">{emoji}</span>
          </Tool>
        ))
      ) : (
        <>
          <Tool label="React" onClick={() => setChoosing(true)}>
            <SmilePlus aria-hidden="true" />
          </Tool>
          <Tool label="Reply" onClick={() => onReply(message)}>
            <Reply aria-hidden="true" />
          </Tool>
          {isOwn && (
            <Tool label="Change" onClick={() => onEdit(message)}>
              <Pencil aria-hidden="true" />
            </Tool>
          )}
          {isOwn && (
            <Tool label="Delete" onClick={() => onRemove(message)}>
              <Trash2 aria-hidden="true" />
            </Tool>
          )}
        </>
      )}
    </div>
  )
}

interface ToolProps {
  readonly label: string
  readonly onClick: () => void
  readonly children: ReactNode
}

function Tool({ label, onClick, children }: ToolProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className={buttonStyles({ variant: 'quiet', size: 'sm', shape: 'icon' })}
    >
      {children}
    </button>
  )
}
