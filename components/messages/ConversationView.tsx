'use client'

import { useEffect, useMemo, useState } from 'react'
import { ErrorState } from '@/components/ui/ErrorState'
import { notify } from '@/components/ui/notify'
import { SkeletonRows } from '@/components/ui/Skeleton'
import { PageCrumb } from '@/components/shell/TopBarSlot'
import { useViewer } from '@/hooks/archive/viewer.ts'
import { useChat, type Chat } from '@/hooks/messages/useChat.ts'
import { useMessageActions } from '@/hooks/messages/useMessageActions.ts'
import { usePeople } from '@/hooks/identity/usePeople.ts'
import type { Conversation, Message } from '@/lib/domains/messages/contract.ts'
import { ChatContext, type ChatTools } from './ChatContext'
import type { Aim } from './AimLine'
import { Composer } from './Composer'
import { ConversationHeader } from './ConversationHeader'
import { conversationName } from './conversationName'
import { ConfirmDialog, EditsDialog } from './lazyDialogs'
import { listNames } from './messageWords'
import { NotYours } from './NotYours'
import { Thread } from './Thread'

export interface ConversationViewProps {
  readonly id: string
  /** Number of the message that a link leads to; null: the end. */
  readonly linked: number | null
}

/** One conversation, in each of its states: loading, there, gone, not to be had. */
export function ConversationView({ id, linked }: ConversationViewProps) {
  const chat = useChat(id)
  const { conversation, error, messages } = chat
  if (error?.code === 'not_found') return <NotYours id={id} />
  if (conversation && messages)
    return <OpenConversation chat={chat} conversation={conversation} linked={linked} />
  if (error) {
    return (
      <ErrorState errorId={error.requestId ?? undefined} onRetry={chat.refetch}>
        {error.message}
      </ErrorState>
    )
  }
  return <SkeletonRows rows={6} label="Loading the conversation" />
}

interface OpenConversationProps {
  readonly chat: Chat
  readonly conversation: Conversation
  readonly linked: number | null
}

function OpenConversation({ chat, conversation, linked }: OpenConversationProps) {
  const { userId: viewerId } = useViewer()
  const [aim, setAim] = useState<Aim>(null)
  const [target, setTarget] = useState<number | null>(null)
  const [removing, setRemoving] = useState<Message | null>(null)
  const [shown, setShown] = useState<Message | null>(null)
  const actions = useMessageActions(conversation.id, (error) =>
    notify.problem('That did not work', error.message),
  )
  const loaded = useMemo(
    () => (chat.messages ?? []).flatMap((line) => (line.kind === 'message' ? [line.message] : [])),
    [chat.messages],
  )
  const nameOf = useNames(chat, loaded)
  const messageAt = (number: number) => loaded[number - (loaded[0]?.number ?? 0)] ?? null

  const jump = async (number: number) => {
    if (messageAt(number) === null) await chat.jump(number)
    setTarget(number)
  }
  useEffect(() => {
    if (linked !== null) void jump(linked)
    // oxlint-disable-next-line react/exhaustive-deps -- once for each link that was followed
  }, [linked])

  const tools: ChatTools = {
    viewerId,
    nameOf,
    messageAt,
    onReply: (message) => setAim({ kind: 'reply', message }),
    onEdit: (message) => setAim({ kind: 'edit', message }),
    onRemove: setRemoving,
    onReact: (message, emoji, isOn) => actions.react({ message, emoji, isOn }),
    onShowEdits: setShown,
    onJump: (number) => void jump(number),
    onRetry: chat.retry,
    onDiscard: chat.discard,
  }
  const typists = chat.typing.typists.slice(0, 3).map(({ name }) => name)
  return (
    <ChatContext value={tools}>
      <PageCrumb>{conversationName(conversation, viewerId)}</PageCrumb>
      <div className="flex h-full min-h-0 flex-col">
        <ConversationHeader
          {...{ conversation, viewerId }}
          participants={chat.participants}
          onGoTo={(from) => void chat.jumpTo(from).then(setTarget)}
        />
        <Thread chat={chat} target={target} />
        <output className="block h-5 shrink-0 truncate px-4 text-xs text-muted">
          {typists.length > 0 && `${listNames(typists)} ${typists.length === 1 ? 'is' : 'are'} typing…`}
        </output>
        <Composer
          conversationId={conversation.id}
          chat={chat}
          aim={aim}
          onAimDone={() => setAim(null)}
          onEdit={(message, content, mentions) => actions.edit({ message, content, mentions })}
          onSent={() => {
            setTarget(null)
            if (chat.hasNewer) void chat.jump(null)
          }}
        />
      </div>
      {removing && (
        <ConfirmDialog
          isOpen
          onClose={() => setRemoving(null)}
          title="Delete this message?"
          confirmLabel="Delete"
          isDangerous
          onConfirm={() => {
            actions.remove(removing)
            setRemoving(null)
          }}
        >
          Its words and files are gone for everybody. A mark stays in its place.
        </ConfirmDialog>
      )}
      {shown && <EditsDialog message={shown} onClose={() => setShown(null)} />}
    </ChatContext>
  )
}

/** Names of those who are in it, and of those who were. */
function useNames(chat: Chat, messages: readonly Message[]) {
  const here = new Map(chat.participants.map(({ user }) => [user.id, user.name]))
  for (const message of messages) here.set(message.sender_id, message.sender)
  const named = messages.flatMap(({ note, reactions, mentions }) => [
    ...(note?.user_ids ?? []),
    ...mentions,
    ...reactions.flatMap(({ user_ids: ids }) => ids),
  ])
  const others = usePeople([...new Set(named)].filter((id) => !here.has(id)))
  return (id: string) => here.get(id) ?? others.get(id) ?? null
}
