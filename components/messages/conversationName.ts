import type { Conversation } from '@/lib/domains/messages/contract.ts'

/** What a conversation is called for its reader: its title, or its other people. */
export function conversationName(conversation: Conversation, viewerId: string): string {
  if (conversation.title !== null) return conversation.title
  const others = conversation.people.filter(({ id }) => id !== viewerId)
  if (conversation.kind === 'direct') return others[0]?.name ?? 'Yourself'
  if (others.length === 0) return 'Only you'
  const named = others.slice(0, 3).map(({ name }) => name)
  const more = conversation.people_count - 1 - named.length
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
