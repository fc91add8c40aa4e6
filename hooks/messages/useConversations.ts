import { useQueryClient } from '@tanstack/react-query'
import type { ConversationList } from '@/lib/domains/messages/contract.ts'
import { conversationTopic, messagesKeys } from '@/lib/domains/messages/contract/messagesKeys.ts'
import { userTopic } from '@/lib/realtime/protocol/topic.ts'
import { apiFetch } from '../apiFetch.ts'
import { useRealtime } from '../RealtimeContext.ts'
import { useLiveQuery } from '../useLiveQuery.ts'

/** So many of one's conversations are followed at once, the latest first; the others as far as one's own part in them goes. */
const FOLLOWED = 100

/** One's conversations, the latest first: their order, last words and unread counts follow by themselves. */
export function useConversations() {
  const { userId } = useRealtime()
  const known = useQueryClient().getQueryData<ConversationList>(messagesKeys.conversations)
  const ids = known?.items.slice(0, FOLLOWED).map(({ id }) => id) ?? []
  return useLiveQuery<ConversationList>({
    key: messagesKeys.conversations,
    topics: [userTopic(userId), ...ids.toSorted().map(conversationTopic)],
    fetch: ({ signal }) => apiFetch('/api/messages/conversations', { signal }),
  })
}
