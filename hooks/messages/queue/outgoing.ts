import * as z from 'zod/mini'
import { MessageAttachment, type MessageSend } from '@/lib/domains/messages/contract.ts'

/** What somebody has written. */
export const Written = z.object({
  content: z.string(),
  replyTo: z.nullable(z.object({ id: z.string(), number: z.int() })),
  mentions: z.array(z.string()),
  attachments: z.array(MessageAttachment),
})
export type Written = z.infer<typeof Written>

/** A message of one's own that is kept until it is there. */
export const KeptMessage = z.extend(Written, {
  conversationId: z.string(),
  /** ISO 8601. */
  writtenAt: z.string(),
  /** Why it was refused; null: it waits. */
  problem: z.nullable(z.string()),
})
export type KeptMessage = z.infer<typeof KeptMessage>

/** A message of one's own on its way. */
export interface Outgoing extends Omit<KeptMessage, 'problem'> {
  /** UUID v7; the message will have it, however often it is sent. */
  readonly id: string
  /** `waiting`: for those before it, or for the server to be reachable again. `sent`: it is there, as `message`. */
  readonly state: 'waiting' | 'sending' | 'sent' | 'failed'
  /** Why it failed, or waits. */
  readonly problem: string | null
  /** Whether this browser keeps it when the page is closed. */
  readonly isKept: boolean
}

/** As it is kept. */
export function toKept(outgoing: Outgoing): KeptMessage {
  const { id: _id, state, problem, isKept: _isKept, ...written } = outgoing
  return { ...written, problem: state === 'failed' ? (problem ?? '') : null }
}

/** What was kept; null where it is of another shape (an earlier release's). */
export function fromKept(id: string, value: unknown): Outgoing | null {
  const kept = KeptMessage.safeParse(value)
  if (!kept.success) return null
  return { ...kept.data, id, state: kept.data.problem === null ? 'waiting' : 'failed', isKept: true }
}

/** As it is sent. */
export const toMessage = ({ id, content, replyTo, mentions, attachments }: Outgoing): MessageSend => ({
  id,
  content,
  ...(replyTo && { reply_to: replyTo.id }),
  ...(mentions.length > 0 && { mentions: [...mentions] }),
  ...(attachments.length > 0 && { attachment_ids: attachments.map((file) => file.id) }),
})
