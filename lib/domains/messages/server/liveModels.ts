import { userTopic } from '../../../realtime/protocol/topic.ts'
import { defineLiveModel, type CapturedRow, type LiveModel } from '../../../realtime/server/liveDomain.ts'
import type { Revocation } from '../../../realtime/server/logEntry.ts'
import { conversationTopic } from '../contract/messagesKeys.ts'

interface ParticipantRow extends CapturedRow {
  readonly conversationId: string
  readonly userId: string
  readonly leftAt: string | null
  readonly membership: number
  readonly lastDelivered: number
  readonly lastRead: number
  readonly lastReadId: string | null
}

interface MessageRow extends CapturedRow {
  readonly conversationId: string
  readonly number: number
  readonly version: number
}

interface DraftRow extends CapturedRow {
  readonly userId: string
  readonly conversationId: string
}

/** The name under which messages' words are loaded into their frames. */
export const MESSAGE_EXPANDER = 'message'

/** What is announced of conversations. Words never are: a message's frame loads them, once for all its readers. */
export const messagesModels: Readonly<Record<string, LiveModel>> = {
  Conversation: defineLiveModel<CapturedRow>({
    entity: 'conversation',
    route: [],
    signal: { version: 'version' },
    topics: (row) => [conversationTopic(row.id)],
  }),
  Participant: defineLiveModel<ParticipantRow>({
    entity: 'participant',
    route: ['conversationId', 'userId', 'leftAt', 'membership'],
    signal: {
      conversation_id: 'conversationId',
      user_id: 'userId',
      delivered: 'lastDelivered',
      read: 'lastRead',
      read_id: 'lastReadId',
      membership: 'membership',
    },
    topics: (row) => [conversationTopic(row.conversationId), userTopic(row.userId)],
    revokes: participantRevocation,
  }),
  Message: defineLiveModel<MessageRow>({
    entity: 'message',
    route: ['conversationId'],
    signal: { conversation_id: 'conversationId', number: 'number', version: 'version' },
    topics: (row) => [conversationTopic(row.conversationId)],
    expander: MESSAGE_EXPANDER,
  }),
  MessageDraft: defineLiveModel<DraftRow>({
    entity: 'message_draft',
    route: ['userId', 'conversationId'],
    signal: { conversation_id: 'conversationId' },
    topics: (row) => [userTopic(row.userId)],
  }),
}

/** Whoever is gone hears nothing more; whoever came back is asked anew, since their membership begins later now. */
function participantRevocation(
  before: ParticipantRow | null,
  after: ParticipantRow | null,
): Revocation | null {
  if (before === null) return null
  const goes = after === null || after.leftAt !== before.leftAt || after.membership !== before.membership
  return goes ? { userId: before.userId, topics: [conversationTopic(before.conversationId)] } : null
}
