import { formatTopic } from '../../../realtime/protocol/topic.ts'

/** What happens in one conversation: messages, who takes part, how far each has read; typing. */
export const conversationTopic = (conversationId: string): string =>
  formatTopic('conversation', conversationId)

/** Query keys of the messages. */
export const messagesKeys = {
  conversations: ['messages', 'conversations'] as const,
  conversation: (id: string) => ['messages', 'conversation', id] as const,
  participants: (id: string) => ['messages', 'participants', id] as const,
  history: (id: string) => ['messages', 'history', id] as const,
  unread: ['messages', 'unread'] as const,
  drafts: ['messages', 'drafts'] as const,
  edits: (id: string) => ['messages', 'edits', id] as const,
}
