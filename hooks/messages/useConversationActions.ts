import type {
  Conversation,
  ConversationCreate,
  ParticipantList,
  ParticipantsAdd,
} from '@/lib/domains/messages/contract.ts'
import { messagesKeys } from '@/lib/domains/messages/contract/messagesKeys.ts'
import type { ApiError } from '../ApiError.ts'
import { apiFetch } from '../apiFetch.ts'
import { pendingEdit } from '../live/pendingEdits.ts'
import { useRealtime } from '../RealtimeContext.ts'
import { useLiveMutation } from '../useLiveMutation.ts'

const PATH = '/api/messages/conversations'

/** Begins a conversation; a direct one with the same person is found again. */
export function useBeginConversation(onBegun: (conversation: Conversation) => void) {
  return useLiveMutation<Conversation, ConversationCreate>({
    send: (body, request) => apiFetch(PATH, { ...request, method: 'POST', body }),
    covers: (conversation) => [[messagesKeys.conversation(conversation.id), conversation]],
    onSuccess: onBegun,
  })
}

/** Gives a group a name, or takes it away (null). */
export function useRenameConversation(id: string, onDone: () => void) {
  return useLiveMutation<Conversation, string | null>({
    send: (title, request) => apiFetch(`${PATH}/${id}`, { ...request, method: 'PATCH', body: { title } }),
    onSuccess: onDone,
  })
}

/** Adds people to a group. */
export function useAddPeople(id: string, onDone: () => void) {
  return useLiveMutation<ParticipantList, ParticipantsAdd>({
    send: (body, request) => apiFetch(`${PATH}/${id}/participants`, { ...request, method: 'POST', body }),
    covers: (list) => [[messagesKeys.participants(id), list]],
    onSuccess: onDone,
  })
}

/** Leaves a group. */
export function useLeaveConversation(id: string, onDone: () => void) {
  const { userId } = useRealtime()
  return useLiveMutation<void, void>({
    send: (_none, request) =>
      apiFetch(`${PATH}/${id}/participants/${userId}`, { ...request, method: 'DELETE' }),
    onSuccess: onDone,
  })
}

/** Mutes a conversation for oneself, or hears it again. */
export function useMuteConversation(id: string, onProblem: (error: ApiError) => void) {
  return useLiveMutation<void, boolean>({
    send: (muted, request) => apiFetch(`${PATH}/${id}/mute`, { ...request, method: 'PUT', body: { muted } }),
    pending: (muted) => [
      pendingEdit<Conversation>(messagesKeys.conversation(id), (conversation) => ({
        ...conversation,
        muted,
      })),
    ],
    onError: onProblem,
  })
}
