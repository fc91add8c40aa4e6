'use client'

import {
  ArrowLeft,
  Bell,
  BellOff,
  CalendarDays,
  Ellipsis,
  LogOut,
  Pencil,
  UserPlus,
  Users,
} from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Avatar } from '@/components/ui/Avatar'
import { Button } from '@/components/ui/Button'
import { IconButton } from '@/components/ui/IconButton'
import { LinkButton } from '@/components/ui/LinkButton'
import { Menu, MenuItem } from '@/components/ui/Menu'
import { notify } from '@/components/ui/notify'
import { Popover } from '@/components/ui/Popover'
import { useLeaveConversation, useMuteConversation } from '@/hooks/messages/useConversationActions.ts'
import type { Conversation, Participant } from '@/lib/domains/messages/contract.ts'
import { mayShape } from '@/lib/domains/messages/policy.ts'
import { conversationName } from './conversationName'
import { AddPeopleDialog, ConfirmDialog, GoToDayDialog, RenameDialog } from './lazyDialogs'

export interface ConversationHeaderProps {
  readonly conversation: Conversation
  readonly participants: readonly Participant[]
  readonly viewerId: string
  /** Shows what was said from an instant on. */
  readonly onGoTo: (from: Date) => void
}

/** What a conversation is called, who is in it, and what can be done with it as a whole. */
export function ConversationHeader({
  conversation,
  participants,
  viewerId,
  onGoTo,
}: ConversationHeaderProps) {
  const router = useRouter()
  const [open, setOpen] = useState<'add' | 'rename' | 'leave' | 'day' | null>(null)
  const { id, kind, muted, people_count: count } = conversation
  const problem = (error: { readonly message: string }) => notify.problem('That did not work', error.message)
  const mute = useMuteConversation(id, problem)
  const leave = useLeaveConversation(id, () => router.push('/messages'))
  const close = () => setOpen(null)
  const name = conversationName(conversation, viewerId)
  const isGroup = mayShape(kind)
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-3">
      <LinkButton href="/messages" variant="quiet" size="sm" icon={<ArrowLeft />} className="-ml-1 md:hidden">
        <span className="sr-only">All messages</span>
      </LinkButton>
      <h1 className="min-w-0 grow truncate text-lg font-semibold text-ink">{name}</h1>
      {muted && (
        <span className="shrink-0 text-subtle">
          <BellOff aria-hidden="true" className="size-4" />
          <span className="sr-only">Muted</span>
        </span>
      )}
      {kind !== 'direct' && (
        <Popover
          label="People"
          trigger={
            <Button variant="quiet" size="sm" icon={<Users />} aria-label={`${count} people`}>
              {String(count)}
            </Button>
          }
        >
          <ul className="max-h-80 overflow-y-auto p-2">
            {participants.map(({ user }) => (
              <li key={user.id} className="flex h-9 items-center gap-2 px-1 text-base text-ink">
                <Avatar id={user.id} name={user.name} isDecorative />
                <span className="truncate">{user.name}</span>
              </li>
            ))}
          </ul>
        </Popover>
      )}
      <Menu label="Conversation" trigger={<IconButton label="More" icon={<Ellipsis />} />}>
        <MenuItem icon={muted ? <Bell /> : <BellOff />} onAction={() => mute.mutate(!muted)}>
          {muted ? 'Hear it again' : 'Mute'}
        </MenuItem>
        <MenuItem icon={<CalendarDays />} onAction={() => setOpen('day')}>
          Go to a day…
        </MenuItem>
        {isGroup && (
          <>
            <MenuItem icon={<UserPlus />} onAction={() => setOpen('add')}>
              Add people…
            </MenuItem>
            <MenuItem icon={<Pencil />} onAction={() => setOpen('rename')}>
              Change the name…
            </MenuItem>
            <MenuItem icon={<LogOut />} isDangerous onAction={() => setOpen('leave')}>
              Leave…
            </MenuItem>
          </>
        )}
      </Menu>
      {open === 'add' && <AddPeopleDialog conversationId={id} participants={participants} onClose={close} />}
      {open === 'day' && <GoToDayDialog onClose={close} onGoTo={onGoTo} />}
      {open === 'rename' && <RenameDialog conversation={conversation} onClose={close} />}
      {open === 'leave' && (
        <ConfirmDialog
          isOpen
          onClose={close}
          title={`Leave ${name}?`}
          confirmLabel="Leave"
          onConfirm={() => leave.mutate()}
          isDangerous
          isPending={leave.isPending}
        >
          You no longer see what is said there. Somebody in it can add you again.
        </ConfirmDialog>
      )}
    </header>
  )
}
