import type {
  NotificationRule,
  RuleEvent,
  RuleOutcome,
} from '../../notifications/contract/notificationRule.ts'
import { conversationTopic } from './messagesKeys.ts'

/** Who is mentioned in what was said, and has not been told by then. */
export interface MentionFacts {
  readonly mentions: readonly {
    readonly messageId: string
    readonly conversationId: string
    readonly number: number
    readonly userId: string
    readonly senderId: string
    /** They had read as far before it was told. */
    readonly isRead: boolean
  }[]
}

function judgeMessage(_event: RuleEvent, { mentions }: MentionFacts): RuleOutcome {
  return {
    tell: mentions.map((mention) => ({
      type: 'mention',
      severity: 'info',
      audience: { kind: 'user', user_id: mention.userId },
      topic: conversationTopic(mention.conversationId),
      subject: { entity: 'conversation', id: mention.conversationId },
      parameters: {
        message_id: mention.messageId,
        number: mention.number,
        sender_id: mention.senderId,
      },
      groupKey: `mention ${mention.conversationId}`,
      link: `/messages/${mention.conversationId}?m=${mention.number}`,
      occasion: `${mention.messageId} ${mention.userId}`,
      readBy: mention.isRead ? [mention.userId] : [],
    })),
  }
}

/** What is read in the conversation is read in the notifications too. */
function judgeParticipant({ data }: RuleEvent): RuleOutcome {
  const { user_id: userId, conversation_id: subjectId, read: upTo } = data
  if (typeof userId !== 'string' || typeof subjectId !== 'string' || typeof upTo !== 'number') return {}
  return upTo === 0 ? {} : { read: [{ userId, subjectId, type: 'mention', upTo }] }
}

/** Who is told what of messages. A message alone tells nobody: conversations have unread counts of their own. */
export const messageNotifications: readonly NotificationRule<MentionFacts>[] = [
  { name: 'messages.mention', topicKind: 'conversation', entities: ['message'], judge: judgeMessage },
  { name: 'messages.read', topicKind: 'conversation', entities: ['participant'], judge: judgeParticipant },
]
