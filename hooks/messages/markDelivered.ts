import type { Conversation } from '@/lib/domains/messages/contract.ts'
import { apiFetch } from '../apiFetch.ts'

/** By conversation: up to which number it was said already by this page. */
const marked = new Map<string, number>()

/** Says of each conversation with something new from others that it has reached this device; once for each number. */
export function markDelivered(conversations: readonly Conversation[], viewerId: string): void {
  for (const { id, last_number: number, last_message: last, delivered, read } of conversations) {
    if (number <= Math.max(delivered, read, marked.get(id) ?? 0) || last?.sender_id === viewerId) continue
    marked.set(id, number)
    const path = `/api/messages/conversations/${id}/delivered`
    // What is not marked now is with the next message, or when it is read.
    apiFetch(path, { method: 'POST', body: { number } }).catch(() => marked.delete(id))
  }
}
