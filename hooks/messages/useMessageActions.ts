import type { Message, MessagePage } from '@/lib/domains/messages/contract.ts'
import { messagesKeys } from '@/lib/domains/messages/contract/messagesKeys.ts'
import type { ApiError } from '../ApiError.ts'
import { apiFetch } from '../apiFetch.ts'
import { pendingEdit } from '../live/pendingEdits.ts'
import { useLiveMutation } from '../useLiveMutation.ts'
import { useRealtime } from '../RealtimeContext.ts'

/** A change of one's reaction. */
interface ReactionStep {
  readonly message: Message
  readonly emoji: string
  readonly isOn: boolean
}

/** Changes messages that are there: shown at once, taken back where the server refuses. */
export function useMessageActions(conversationId: string, onProblem: (error: ApiError) => void) {
  const { userId } = useRealtime()
  const edited = (id: string, change: (message: Message) => Message) => [
    pendingEdit<MessagePage>(messagesKeys.history(conversationId), (page) => ({
      ...page,
      items: page.items.map((message) => (message.id === id ? change(message) : message)),
    })),
  ]
  const edit = useLiveMutation<Message, { message: Message; content: string; mentions: readonly string[] }>({
    send: ({ message: { id, version }, content, mentions }, request) =>
      apiFetch(`/api/messages/${id}`, {
        ...request,
        method: 'PATCH',
        body: { content, mentions, version },
      }),
    pending: ({ message: { id }, content }) => edited(id, (message) => ({ ...message, content })),
    onError: onProblem,
  })
  const remove = useLiveMutation<Message, Message>({
    send: ({ id }, request) => apiFetch(`/api/messages/${id}`, { ...request, method: 'DELETE' }),
    pending: ({ id, created_at: at }) =>
      edited(id, (message) => ({
        ...message,
        content: null,
        attachments: [],
        reactions: [],
        deleted_at: at,
      })),
    onError: onProblem,
  })
  const react = useLiveMutation<Message, ReactionStep>({
    send: ({ message: { id }, emoji, isOn }, request) =>
      apiFetch(`/api/messages/${id}/reactions`, {
        ...request,
        method: isOn ? 'PUT' : 'DELETE',
        body: { emoji },
      }),
    pending: ({ message: { id }, emoji, isOn }) =>
      edited(id, (message) => withReaction(message, { emoji, userId, isOn })),
    onError: onProblem,
  })
  return { edit: edit.mutate, remove: remove.mutate, react: react.mutate }
}

/** The message with or without somebody's reaction. */
export function withReaction(
  message: Message,
  { emoji, userId, isOn }: { readonly emoji: string; readonly userId: string; readonly isOn: boolean },
): Message {
  const others = message.reactions.map((each) =>
    each.emoji === emoji ? { emoji, user_ids: each.user_ids.filter((id) => id !== userId) } : each,
  )
  const known = others.find((each) => each.emoji === emoji)
  if (isOn && known) known.user_ids.push(userId)
  if (isOn && !known) others.push({ emoji, user_ids: [userId] })
  return { ...message, reactions: others.filter((each) => each.user_ids.length > 0) }
}
