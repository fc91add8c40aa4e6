import { BellOff, Users } from 'lucide-react'
import Link from 'next/link'
import { Avatar } from '@/components/ui/Avatar'
import { Time } from '@/components/ui/Time'
import type { Conversation } from '@/lib/domains/messages/contract.ts'
import { conversationName } from './conversationName'
import { oneLine } from './messageWords'

export interface ConversationRowProps {
  readonly conversation: Conversation
  readonly viewerId: string
  readonly isOpen: boolean
}

/** A conversation in the list: who, the last words, when, how much is unread. */
export function ConversationRow({ conversation, viewerId, isOpen }: ConversationRowProps) {
  const { id, kind, last_message: last, muted, people, unread, unread_mentions: mentions } = conversation
  const name = conversationName(conversation, viewerId)
  const other = people.find((person) => person.id !== viewerId)
  const nameOf = (userId: string) => people.find((person) => person.id === userId)?.name ?? null
  const isNew = unread > 0 && (!muted || mentions > 0)
  return (
    <li>
      <Link
        href={`/messages/${id}`}
        data-row-link=""
        aria-current={isOpen ? 'page' : undefined}
        className={`flex items-center gap-3 rounded-md px-2 py-2 -outline-offset-2! ${isOpen ? 'bg-selected' : 'hover:bg-hover'}`}
      >
        {kind === 'direct' && other ? (
          <Avatar id={other.id} name={other.name} size="lg" isDecorative />
        ) : (
          <span
            aria-hidden="true"
            className="grid size-9 shrink-0 place-items-center rounded-full border border-line bg-sunken text-muted"
          >
            <Users className="size-4" />
          </span>
        )}
        <span className="min-w-0 grow">
          <span className="flex items-baseline gap-2">
            <span className={`min-w-0 grow truncate text-ink ${isNew ? 'font-semibold' : 'font-medium'}`}>
              {name}
            </span>
            {last && <Time at={last.created_at} className="shrink-0 text-xs text-muted" />}
          </span>
          <span className="flex h-5 items-center gap-2">
            <span className={`min-w-0 grow truncate text-sm ${isNew ? 'text-ink' : 'text-muted'}`}>
              {last
                ? lastWords(last.sender_id === viewerId ? 'You' : last.sender, kind, last.note !== null)
                : 'Nothing said yet'}
              {last && oneLine(last, nameOf)}
            </span>
            {muted && (
              <>
                <BellOff aria-hidden="true" className="size-3.5 shrink-0 text-subtle" />
                <span className="sr-only">Muted</span>
              </>
            )}
            {unread > 0 && <UnreadCount unread={unread} mentions={mentions} isQuiet={!isNew} />}
          </span>
        </span>
      </Link>
    </li>
  )
}

function lastWords(sender: string, kind: Conversation['kind'], isNote: boolean): string {
  if (isNote) return ''
  return sender === 'You' || kind !== 'direct' ? `${sender}: ` : ''
}

function UnreadCount({
  unread,
  mentions,
  isQuiet,
}: {
  readonly unread: number
  readonly mentions: number
  readonly isQuiet: boolean
}) {
  const count = unread >= 100 ? '99+' : String(unread)
  return (
    <span
      className={`tabular inline-grid h-4.5 min-w-4.5 shrink-0 place-items-center rounded-full px-1 text-xs font-semibold ${isQuiet ? 'bg-pressed text-muted' : 'bg-accent text-white'}`}
    >
      <span aria-hidden="true">{mentions > 0 ? `@ ${count}` : count}</span>
      <span className="sr-only">{`${count} unread${mentions > 0 ? ', you are mentioned' : ''}`}</span>
    </span>
  )
}
