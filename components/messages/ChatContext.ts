import { createContext, use } from 'react'
import type { Message } from '@/lib/domains/messages/contract.ts'
import type { NameOf } from './messageWords'

/** What the lines of a conversation need beside what they show. */
export interface ChatTools {
  readonly viewerId: string
  readonly nameOf: NameOf
  /** A loaded message by its number. */
  readonly messageAt: (number: number) => Message | null
  readonly onReply: (message: Message) => void
  readonly onEdit: (message: Message) => void
  readonly onRemove: (message: Message) => void
  readonly onReact: (message: Message, emoji: string, isOn: boolean) => void
  readonly onShowEdits: (message: Message) => void
  readonly onJump: (number: number) => void
  readonly onRetry: (id: string) => void
  readonly onDiscard: (id: string) => void
}

export const ChatContext = createContext<ChatTools | null>(null)

/** What the lines of the open conversation can do. Throws outside of one. */
export function useChatTools(): ChatTools {
  const tools = use(ChatContext)
  if (!tools) throw new Error('This hook needs a ChatContext above it.')
  return tools
}
