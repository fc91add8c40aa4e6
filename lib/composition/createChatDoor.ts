import type { DeskActor } from '../domains/identity/contract.ts'
import { MessageFrame } from '../domains/messages/contract.ts'
import { conversationTopic } from '../domains/messages/contract/messagesKeys.ts'
import type { SignedInDoor } from '../realtime/server/door.ts'
import type { EventPresenter } from '../realtime/server/eventSlot.ts'
import type { InboundFrame } from '../realtime/server/inboundFrame.ts'

/** `/ws/chat/{id}/`: one conversation, for plain WebSocket clients of those who take part in it. */
export function createChatDoor(
  frames: Readonly<Record<'message' | 'read', InboundFrame<DeskActor>>>,
): SignedInDoor<DeskActor> {
  return {
    access: 'actor',
    path: '/ws/chat/{id}/',
    mayConnect: () => true,
    // Whoever takes no part may not hear the topic, and is closed for that.
    topics: (_actor, { id = '' }) => [conversationTopic(id)],
    greet: () => [],
    present: presentChat,
    presentEphemeral: (_topic, { type, user_id, username, is_typing }) =>
      type === 'typing' ? { type, user_id, username, is_typing } : null,
    frames,
    typing: true,
  }
}

/** New messages, and how far others have read. What is changed later shows where it is read again. */
function presentChat(...[entry, content]: Parameters<EventPresenter>): object | null {
  const { entity, action, data, timestamp } = entry
  if (entity === 'message' && action === 'created' && content !== null) {
    const { message } = MessageFrame.parse(content)
    if (message.note !== null) return null
    const { id, number, sender_id, sender, content: words, created_at } = message
    return {
      type: 'message',
      message: { id, number, sender_id, sender, content: words ?? '', is_read: false, created_at },
    }
  }
  if (entity === 'participant' && typeof data['read_id'] === 'string') {
    const { conversation_id, user_id, read_id: message_id } = data
    return { type: 'read_receipt', conversation_id, user_id, message_id, read_at: timestamp }
  }
  return null
}
