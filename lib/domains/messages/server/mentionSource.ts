import { isUuid } from '../../../platform/isUuid.ts'
import { parseTopic } from '../../../realtime/protocol/topic.ts'
import type { RuleEvent } from '../../notifications/contract/notificationRule.ts'
import { messageNotifications, type MentionFacts } from '../contract/messageNotifications.ts'

/** Of one message; or, where many were announced as a number, of all that was said in the conversation shortly before. */
const MENTIONS = `
  SELECT m.id AS "messageId", m.conversation_id AS "conversationId", m.number, m.sender_id AS "senderId",
         mm.user_id AS "userId", p.last_read >= m.number AS "isRead"
    FROM messages m
    JOIN message_mentions mm ON mm.message_id = m.id
    JOIN participants p ON p.conversation_id = m.conversation_id AND p.user_id = mm.user_id
   WHERE p.left_at IS NULL AND m.number > p.joined_after AND m.deleted_at IS NULL AND mm.user_id <> m.sender_id
     AND CASE WHEN $1::uuid IS NULL THEN m.conversation_id = $2::uuid AND m.created_at > $3::timestamptz - interval '1 day'
              ELSE m.id = $1::uuid END`

interface Reader {
  query(sql: string, values: unknown[]): Promise<{ rows: unknown[] }>
}

const NONE: MentionFacts = { mentions: [] }

/** The messages' rules with who was mentioned. */
export const mentionSource = {
  rules: messageNotifications,
  async load(tx: Reader, events: readonly RuleEvent[]): Promise<ReadonlyMap<RuleEvent, MentionFacts>> {
    const found = new Map<RuleEvent, MentionFacts>()
    for (const event of events) {
      if (event.entity !== 'message' || event.action === 'deleted') {
        found.set(event, NONE)
        continue
      }
      const { id } = event.data
      const [conversationId = null] = parseTopic(event.topic)?.parts ?? []
      const { rows } = await tx.query(MENTIONS, [isUuid(id) ? id : null, conversationId, event.at])
      found.set(event, { mentions: rows as MentionFacts['mentions'] })
    }
    return found
  },
}
