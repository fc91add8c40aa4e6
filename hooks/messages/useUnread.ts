import { useConversations } from './useConversations.ts'

/** How many messages one has not read; 0 until it is known. Muted conversations count only where they mention one. */
export function useUnread(): number {
  const { data } = useConversations()
  return (data?.items ?? []).reduce(
    (all, { muted, unread, unread_mentions: mentions }) => all + (muted ? mentions : unread),
    0,
  )
}
