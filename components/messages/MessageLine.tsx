'use client'

import type { ReactNode } from 'react'
import { Avatar } from '@/components/ui/Avatar'
import { Time } from '@/components/ui/Time'
import type { Receipt } from '@/hooks/messages/receiptOf.ts'
import type { Message } from '@/lib/domains/messages/contract.ts'
import { Attachments } from './Attachments'
import { useChatTools } from './ChatContext'
import { MessageText } from './MessageText'
import { MessageTools } from './MessageTools'
import { listNames, noteWords, oneLine } from './messageWords'
import { Receipts } from './Receipts'

export interface MessageLineProps {
  readonly message: Message
  readonly receipt: Receipt | null
  readonly isFirst: boolean
  /** Its receipt stands below it: the last one of one's own. */
  readonly showsReceipt: boolean
  /** Somebody followed a link to it. */
  readonly isTarget: boolean
}

/** One message: who, what, what it answers, files, reactions, how far it has come. */
export function MessageLine({ message, receipt, isFirst, showsReceipt, isTarget }: MessageLineProps) {
  const { viewerId, nameOf } = useChatTools()
  const isOwn = message.sender_id === viewerId
  const isGone = message.deleted_at !== null
  return (
    <LineFrame
      sender={{ id: message.sender_id, name: message.sender }}
      isOwn={isOwn}
      at={message.created_at}
      isFirst={isFirst}
      isTarget={isTarget}
    >
      {message.reply_to && !isGone && <Quote number={message.reply_to.number} />}
      {isGone && <p className="text-base text-muted italic">This message was deleted.</p>}
      {message.unreadable && <p className="text-base text-muted italic">This message cannot be read.</p>}
      {message.content !== null && message.content !== '' && (
        <MessageText text={message.content} mentioned={message.mentions.flatMap((id) => nameOf(id) ?? [])} />
      )}
      <Attachments files={message.attachments} />
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Reactions message={message} />
        {message.edited_at && !isGone && <EditedMark message={message} />}
        {showsReceipt && receipt && !isGone && <Receipts receipt={receipt} />}
      </div>
      {!isGone && <MessageTools message={message} />}
    </LineFrame>
  )
}

export interface LineFrameProps {
  readonly sender: { readonly id: string; readonly name: string }
  readonly isOwn: boolean
  readonly at: string
  readonly isFirst: boolean
  readonly isTarget?: boolean
  readonly children: ReactNode
}

/** The face and name at the head of somebody's lines, and the room below. */
export function LineFrame({ sender, isOwn, at, isFirst, isTarget = false, children }: LineFrameProps) {
  return (
    <div
      data-own={isOwn ? '' : undefined}
      className={`group/line relative flex gap-3 px-4 hover:bg-hover ${isFirst ? 'mt-3 pt-0.5' : ''} pb-0.5`}
    >
      <span className="w-9 shrink-0">
        {isFirst && <Avatar id={sender.id} name={sender.name} size="lg" isDecorative />}
      </span>
      <div className="min-w-0 grow">
        {isFirst && (
          <p className="flex items-baseline gap-2">
            <span className={`truncate font-semibold ${isOwn ? 'text-accent-text' : 'text-ink'}`}>
              {sender.name}
              {isOwn && <span className="font-normal text-muted"> (you)</span>}
            </span>
            <Time at={at} format="clock" className="text-xs text-muted" />
          </p>
        )}
        {children}
      </div>
      {isTarget && (
        <span aria-hidden="true" className="pointer-events-none absolute inset-0 animate-tint bg-accent/12" />
      )}
    </div>
  )
}

/** What happened in the group. */
export function NoteLine({ message }: { readonly message: Message }) {
  const { nameOf } = useChatTools()
  return (
    <p className="px-4 py-1.5 text-center text-sm text-muted">
      {noteWords(message, nameOf)} · <Time at={message.created_at} format="clock" />
    </p>
  )
}

function Quote({ number }: { readonly number: number }) {
  const { messageAt, nameOf, onJump } = useChatTools()
  const quoted = messageAt(number)
  return (
    <button
      type="button"
      onClick={() => onJump(number)}
      className="mb-0.5 flex max-w-full items-center gap-1.5 rounded-sm border-l-2 border-line-strong pl-2 text-sm text-muted hover:text-ink"
    >
      <span className="shrink-0 font-medium">{quoted?.sender ?? 'An earlier message'}</span>
      <span className="truncate">{quoted ? oneLine(quoted, nameOf) : 'Show it'}</span>
    </button>
  )
}

function Reactions({ message }: { readonly message: Message }) {
  const { viewerId, nameOf, onReact } = useChatTools()
  if (message.reactions.length === 0) return null
  return (
    <ul aria-label="Reactions" className="flex flex-wrap gap-1 py-0.5">
      {message.reactions.map(({ emoji, user_ids: userIds }) => {
        const isOwn = userIds.includes(viewerId)
        const names = listNames(userIds.map((id) => (id === viewerId ? 'you' : (nameOf(id) ?? 'somebody'))))
        return (
          <li key={emoji}>
            <button
              type="button"
              aria-pressed={isOwn}
              aria-label={`${emoji} ${userIds.length}, ${names}`}
              title={names}
              onClick={() => onReact(message, emoji, !isOwn)}
              className={`tabular flex h-6 items-center gap-1 rounded-full border px-2 text-xs font-medium ${isOwn ? 'border-accent bg-accent-soft text-accent-text' : 'border-line bg-sunken text-ink hover:border-line-strong'}`}
            >
              <span aria-hidden="true">{emoji}</span>
              {userIds.length}
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function EditedMark({ message }: { readonly message: Message }) {
  const { onShowEdits } = useChatTools()
  return (
    <button
      type="button"
      onClick={() => onShowEdits(message)}
      className="rounded-sm text-xs text-muted underline-offset-2 hover:underline"
    >
      edited
    </button>
  )
}
