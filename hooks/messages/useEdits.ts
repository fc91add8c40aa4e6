import type { EditList, Message } from '@/lib/domains/messages/contract.ts'
import { conversationTopic, messagesKeys } from '@/lib/domains/messages/contract/messagesKeys.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveQuery } from '../useLiveQuery.ts'

/** What a message said before, oldest first. */
export function useEdits({ id, conversation_id: conversationId }: Message) {
  return useLiveQuery<EditList>({
    key: messagesKeys.edits(id),
    topics: [conversationTopic(conversationId)],
    fetch: ({ signal }) => apiFetch(`/api/messages/${id}/edits`, { signal }),
  })
}
