import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Conversation, Message, Participant, ParticipantList } from '@/lib/domains/messages/contract.ts'
import { conversationTopic, messagesKeys } from '@/lib/domains/messages/contract/messagesKeys.ts'
import { userTopic } from '@/lib/realtime/protocol/topic.ts'
import type { ApiError } from '../ApiError.ts'
import { apiFetch } from '../apiFetch.ts'
import { useRealtime } from '../RealtimeContext.ts'
import { useLiveQuery } from '../useLiveQuery.ts'
import { useTyping, type Typing } from '../useTyping.ts'
import type { Outgoing, Written } from './queue/outgoing.ts'
import { receiptOf, type Receipt } from './receiptOf.ts'
import { useHistory, type History } from './useHistory.ts'
import { useMarkRead } from './useMarkRead.ts'
import { useOutbox } from './useOutbox.ts'

/** One line of a conversation: a message with its receipt (one's own only), or one that is on its way. */
export type ChatLine =
  | { readonly kind: 'message'; readonly message: Message; readonly receipt: Receipt | null }
  | { readonly kind: 'outgoing'; readonly outgoing: Outgoing }

/** A conversation as somebody uses it. */
export interface Chat extends Omit<History, 'page' | 'error'> {
  readonly conversation: Conversation | undefined
  readonly participants: readonly Participant[]
  /** By number, what is on its way last. Undefined until loaded. */
  readonly messages: readonly ChatLine[] | undefined
  readonly hasOlder: boolean
  readonly hasNewer: boolean
  readonly error: ApiError | null
  readonly send: (written: Written) => void
  readonly retry: (id: string) => void
  readonly discard: (id: string) => void
  readonly typing: Typing
  /** Says that everything up to this number has been seen; marked while the page is in sight. */
  readonly read: (upTo: number) => void
}

const NOBODY: readonly Participant[] = []

/** Everything about one conversation; its messages come, go and are sent by themselves. */
export function useChat(conversationId: string): Chat {
  const { userId } = useRealtime()
  const topic = conversationTopic(conversationId)
  const path = `/api/messages/conversations/${conversationId}`
  const conversation = useLiveQuery<Conversation>({
    key: messagesKeys.conversation(conversationId),
    topics: [topic, userTopic(userId)],
    fetch: ({ signal }) => apiFetch(path, { signal }),
  })
  const people = useLiveQuery<ParticipantList>({
    key: messagesKeys.participants(conversationId),
    topics: [topic],
    fetch: ({ signal }) => apiFetch(`${path}/participants`, { signal }),
  })
  const { page, error, ...history } = useHistory(conversationId)
  const outbox = useOutbox()
  const store = useMemo(() => outbox.of(conversationId), [outbox, conversationId])
  const outgoing = useSyncExternalStore(store.watch, store.get, store.get)
  const participants = people.data?.items ?? NOBODY

  useEffect(() => {
    if (page && outgoing.length > 0) outbox.settle(page.items.map(({ id }) => id))
  }, [outbox, outgoing, page])

  const messages = useMemo(
    () => page && linesOf(page.items, { outgoing, participants, userId }),
    [page, outgoing, participants, userId],
  )
  return {
    ...history,
    conversation: conversation.data,
    participants,
    messages,
    hasOlder: page?.has_older ?? false,
    hasNewer: page?.has_newer ?? false,
    error: error ?? conversation.error,
    send: (written) => outbox.add(conversationId, written),
    retry: outbox.retry,
    discard: outbox.discard,
    typing: useTyping(topic),
    read: useMarkRead(conversationId, conversation.data?.read ?? 0),
  }
}

/** The history, and behind it what is not in it yet. */
export function linesOf(
  items: readonly Message[],
  o: {
    readonly outgoing: readonly Outgoing[]
    readonly participants: readonly Participant[]
    readonly userId: string
  },
): readonly ChatLine[] {
  const here = new Set(items.map(({ id }) => id))
  return [
    ...items.map((message): ChatLine => {
      const isOwn = message.sender_id === o.userId && message.note === null
      const receipt = isOwn ? receiptOf(message.number, o.participants, o.userId) : null
      return { kind: 'message', message, receipt }
    }),
    ...o.outgoing
      .filter(({ id }) => !here.has(id))
      .map((outgoing): ChatLine => ({ kind: 'outgoing', outgoing })),
  ]
}
