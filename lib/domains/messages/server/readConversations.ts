import { Prisma } from '../../../platform/database/generated/client.ts'
import type { Database, WardlineTx } from '../../../platform/database/createDatabase.ts'
import { CONVERSATIONS_MAX, type Conversation, type ConversationKind, type UnreadCount } from '../contract.ts'
import type { Talker } from '../policy.ts'
import type { KeyRing } from '../../../platform/crypto/keyRing.ts'
import { SealBroken } from '../../../platform/crypto/seal.ts'
import { keyPlace } from './conversationKeys.ts'
import { MESSAGE_PARTS, presentMessage, type MessageRow } from './presentMessage.ts'
import { openWords } from './sealedWords.ts'

/** People that a conversation in the list names. */
const NAMED_PEOPLE = 8
/** Unread messages that are counted. */
const COUNTED = 100

interface Row {
  readonly id: string
  readonly kind: ConversationKind
  readonly title: Uint8Array | null
  readonly unitId: string | null
  readonly unitName: string | null
  readonly version: number
  readonly createdAt: Date
  readonly lastNumber: number
  readonly lastRead: number
  readonly lastDelivered: number
  readonly joinedAfter: number
  readonly muted: boolean
  readonly unread: number
  readonly mentions: number
  readonly keyId: string | null
  readonly wrapped: Uint8Array | null
  readonly lastMessageId: string | null
  readonly peopleCount: number
  readonly people: { id: string; name: string }[] | null
}

/** One's conversations, the latest first; with `ids` these only. What one has left is not among them. */
export async function readConversations(
  parts: { readonly prisma: WardlineTx; readonly ring: KeyRing },
  actor: Talker,
  ids?: readonly string[],
): Promise<Conversation[]> {
  const rows = await parts.prisma.$queryRaw<Row[]>(listSql(actor.userId, ids))
  const lastIds = rows.flatMap(({ lastMessageId }) => lastMessageId ?? [])
  const last = await parts.prisma.message.findMany({ where: { id: { in: lastIds } }, include: MESSAGE_PARTS })
  const byId = new Map(last.map((message) => [message.id, message]))
  return rows.map((row) =>
    presentConversation(row, byId.get(row.lastMessageId ?? ''), unwrap(parts.ring, row)),
  )
}

/** What one has not read. Muted conversations count only where they mention one. */
export async function readUnread(prisma: Database['prisma'], actor: Talker): Promise<UnreadCount> {
  const [row] = await prisma.$queryRaw<UnreadCount[]>`
    SELECT count(*) FILTER (WHERE c.unread > 0 AND NOT c.muted OR c.mentions > 0)::int AS conversations,
           coalesce(sum(c.unread) FILTER (WHERE NOT c.muted), 0)::int AS messages,
           coalesce(sum(c.mentions), 0)::int AS mentions
      FROM (SELECT p.muted_at IS NOT NULL AS muted, ${unreadSql(actor.userId)} AS unread, ${mentionsSql(actor.userId)} AS mentions
              FROM participants p WHERE p.user_id = ${actor.userId}::uuid AND p.left_at IS NULL) AS c`
  return row ?? { conversations: 0, messages: 0, mentions: 0 }
}

/** Of participant `p`: messages of others that are newer than what was read, counted up to a limit. */
const unreadSql = (userId: string) => Prisma.sql`
  (SELECT count(*)::int FROM (
     SELECT FROM messages m WHERE m.conversation_id = p.conversation_id AND m.number > greatest(p.last_read, p.joined_after)
        AND m.sender_id <> ${userId}::uuid AND m.deleted_at IS NULL AND m.note IS NULL LIMIT ${COUNTED}) AS few)`

const mentionsSql = (userId: string) => Prisma.sql`
  (SELECT count(*)::int FROM (
     SELECT FROM messages m JOIN message_mentions k ON k.message_id = m.id AND k.user_id = ${userId}::uuid
      WHERE m.conversation_id = p.conversation_id AND m.number > greatest(p.last_read, p.joined_after)
        AND m.deleted_at IS NULL LIMIT ${COUNTED}) AS few)`

function listSql(userId: string, ids: readonly string[] | undefined): Prisma.Sql {
  const only = ids === undefined ? Prisma.empty : Prisma.sql`AND c.id = ANY(${ids}::uuid[])`
  return Prisma.sql`
    SELECT c.id, c.kind::text AS kind, c.title, c.unit_id AS "unitId", u.name AS "unitName", c.version,
           c.created_at AS "createdAt", h.last_number AS "lastNumber", p.last_read AS "lastRead",
           p.last_delivered AS "lastDelivered",
           p.joined_after AS "joinedAfter", p.muted_at IS NOT NULL AS muted, k.key_id AS "keyId", k.wrapped,
           ${unreadSql(userId)} AS unread, ${mentionsSql(userId)} AS mentions,
           (SELECT m.id FROM messages m
             WHERE m.conversation_id = c.id AND m.number = h.last_number AND m.number > p.joined_after) AS "lastMessageId",
           (SELECT count(*)::int FROM participants o WHERE o.conversation_id = c.id AND o.left_at IS NULL) AS "peopleCount",
           (SELECT json_agg(json_build_object('id', few.id, 'name', few.name)) FROM (
              SELECT person.id, person.name FROM participants o JOIN users person ON person.id = o.user_id
               WHERE o.conversation_id = c.id AND (o.left_at IS NULL OR c.kind = 'direct')
               ORDER BY person.name, person.id LIMIT ${NAMED_PEOPLE}) AS few) AS people
      FROM participants p
      JOIN conversations c ON c.id = p.conversation_id
      JOIN conversation_heads h ON h.conversation_id = c.id
      LEFT JOIN conversation_keys k ON k.conversation_id = c.id
      LEFT JOIN units u ON u.id = c.unit_id
     WHERE p.user_id = ${userId}::uuid AND p.left_at IS NULL ${only}
     ORDER BY coalesce(h.last_message_at, c.created_at) DESC, c.id DESC LIMIT ${CONVERSATIONS_MAX}`
}

function presentConversation(row: Row, last: MessageRow | undefined, key: Buffer | null): Conversation {
  const place = { table: 'conversations' as const, rowId: row.id, conversationId: row.id, senderId: '' }
  const name = row.title === null ? null : openWords(key, row.title, place)
  return {
    id: row.id,
    kind: row.kind,
    title: row.unitName ?? (row.title === null ? null : (name ?? 'A name that cannot be read')),
    unit_id: row.unitId,
    people: row.people ?? [],
    people_count: row.peopleCount,
    last_message: last === undefined ? null : presentMessage(last, key),
    last_number: row.lastNumber,
    unread: row.unread,
    unread_mentions: row.mentions,
    read: row.lastRead,
    delivered: row.lastDelivered,
    joined_after: row.joinedAfter,
    muted: row.muted,
    version: row.version,
    created_at: row.createdAt.toISOString(),
  }
}

function unwrap(ring: KeyRing, { id, keyId, wrapped }: Row): Buffer | null {
  if (keyId === null || wrapped === null) return null
  try {
    return ring.unwrap({ keyId, wrapped }, keyPlace(id))
  } catch (error) {
    if (error instanceof SealBroken) return null
    throw error
  }
}
