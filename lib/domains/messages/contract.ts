import * as z from 'zod/mini'
import { PersonName } from '../identity/contract.ts'

export const CONVERSATION_KINDS = ['direct', 'group', 'unit'] as const
export const ConversationKind = z.enum(CONVERSATION_KINDS)
export type ConversationKind = z.infer<typeof ConversationKind>

/** Longest message, in characters (UTF-16 units). */
export const MESSAGE_MAX_LENGTH = 8_000
/** Longest name of a group. */
export const TITLE_MAX_LENGTH = 100
/** Most people who are added at once. */
export const ADDED_AT_ONCE_MAX = 100
/** Most people in one group. Units may have more. */
export const GROUP_MAX = 250
/** Most messages of one page. */
export const MESSAGE_PAGE_MAX = 100
/** Largest attachment, in bytes. */
export const MESSAGE_ATTACHMENT_MAX_BYTES = 10 * 1024 * 1024
/** Most attachments of one message. */
export const ATTACHMENTS_PER_MESSAGE = 10
/** Most different emoji on one message. */
export const REACTIONS_PER_MESSAGE = 20
/** Largest number that a message can have. */
export const NUMBER_MAX = 2_147_483_647
/** Most of one's conversations that the list holds, the latest first. */
export const CONVERSATIONS_MAX = 300

/** A file with a message. Its bytes: `GET /api/messages/attachments/{id}`. */
export const MessageAttachment = z.object({
  id: z.uuid(),
  name: z.string(),
  /** `image/png`, `image/jpeg`, `image/webp`, `image/gif` or `application/pdf`: as its bytes say. */
  media_type: z.string(),
  /** Bytes. */
  size: z.int(),
})
export type MessageAttachment = z.infer<typeof MessageAttachment>

/** One emoji on a message, and who gave it, first one first. */
export const Reaction = z.object({ emoji: z.string(), user_ids: z.array(z.uuid()) })
export type Reaction = z.infer<typeof Reaction>

/** What happened in a group, told between the messages. `user_ids`: who was added or removed. */
export const Note = z.object({
  what: z.enum(['created', 'added', 'removed', 'left', 'renamed']),
  user_ids: z.array(z.uuid()),
})
export type Note = z.infer<typeof Note>

/**
 * A message as all participants see it. `content` is null when it was deleted, and where it cannot be read (`unreadable`:
 * its bytes or its key are damaged) or is a note.
 */
export const Message = z.object({
  id: z.uuid(),
  conversation_id: z.uuid(),
  /** Contiguous within the conversation, from 1: order, pages and unread counts go by it. */
  number: z.int(),
  sender_id: z.uuid(),
  sender: z.string(),
  content: z.nullable(z.string()),
  note: z.nullable(Note),
  unreadable: z.boolean(),
  reply_to: z.nullable(z.object({ id: z.uuid(), number: z.int() })),
  mentions: z.array(z.uuid()),
  attachments: z.array(MessageAttachment),
  reactions: z.array(Reaction),
  created_at: z.iso.datetime(),
  edited_at: z.nullable(z.iso.datetime()),
  deleted_at: z.nullable(z.iso.datetime()),
  version: z.int(),
})
export type Message = z.infer<typeof Message>

/** Somebody who takes part, and how far they have come. */
export const Participant = z.object({
  user: PersonName,
  joined_at: z.iso.datetime(),
  /** Number of the last message that reached a device of theirs, and of the last one that they have read. */
  delivered: z.int(),
  read: z.int(),
  read_at: z.nullable(z.iso.datetime()),
})
export type Participant = z.infer<typeof Participant>

/** A conversation in one's list, as its reader sees it. */
export const Conversation = z.object({
  id: z.uuid(),
  kind: ConversationKind,
  /** A group's name, a unit's name; null: it is called after its people. */
  title: z.nullable(z.string()),
  unit_id: z.nullable(z.uuid()),
  /** Of a direct one both; of others the first eight by name. */
  people: z.array(PersonName),
  people_count: z.int(),
  /** The last message that the reader may see. */
  last_message: z.nullable(Message),
  last_number: z.int(),
  /** Messages of others after the last one that was read; counted up to 100. */
  unread: z.int(),
  /** Unread ones that mention the reader; counted up to 100. */
  unread_mentions: z.int(),
  /** Number of the last message that the reader has read. */
  read: z.int(),
  /** Number of the last message that reached a device of the reader's. */
  delivered: z.int(),
  /** The first message that the reader may see is the one after it. */
  joined_after: z.int(),
  muted: z.boolean(),
  version: z.int(),
  created_at: z.iso.datetime(),
})
export type Conversation = z.infer<typeof Conversation>

/** Latest message first. */
export const ConversationList = z.object({ items: z.array(Conversation) })
export type ConversationList = z.infer<typeof ConversationList>

export const ParticipantList = z.object({ items: z.array(Participant) })
export type ParticipantList = z.infer<typeof ParticipantList>

/** Ascending by number. `has_older`, `has_newer`: whether the reader may see more that way. */
export const MessagePage = z.object({
  items: z.array(Message),
  has_older: z.boolean(),
  has_newer: z.boolean(),
})
export type MessagePage = z.infer<typeof MessagePage>

const Content = z.string().check(z.maxLength(MESSAGE_MAX_LENGTH))
const Title = z.string().check(z.trim(), z.minLength(1), z.maxLength(TITLE_MAX_LENGTH))
const People = z.array(z.uuid()).check(z.minLength(1), z.maxLength(ADDED_AT_ONCE_MAX))

/**
 * `POST /api/messages/conversations`. A direct one with the same person is found again. A unit's
 * conversation is there by itself.
 */
export const ConversationCreate = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('direct'), id: z.optional(z.uuid()), user_id: z.uuid() }),
  z.strictObject({
    kind: z.literal('group'),
    id: z.optional(z.uuid()),
    user_ids: People,
    title: z.optional(Title),
  }),
])
export type ConversationCreate = z.infer<typeof ConversationCreate>

/** `PATCH /api/messages/conversations/{id}`: groups only. */
export const ConversationEdit = z.strictObject({ title: z.nullable(Title), version: z.optional(z.int()) })
export type ConversationEdit = z.infer<typeof ConversationEdit>

/** `POST …/{id}/participants`. With `with_history` they may read what was said before. */
export const ParticipantsAdd = z.strictObject({ user_ids: People, with_history: z.boolean() })
export type ParticipantsAdd = z.infer<typeof ParticipantsAdd>

/** `PUT …/{id}/mute` */
export const MuteRequest = z.strictObject({ muted: z.boolean() })

/**
 * `POST …/{id}/messages`. `id` is made by the client (UUID v7): sent again under the same id it is answered as it stands,
 * and no second copy is made. One of `content` and `attachment_ids` must hold something.
 */
export const MessageSend = z.strictObject({
  id: z.optional(z.uuid()),
  content: Content,
  reply_to: z.optional(z.uuid()),
  mentions: z.optional(z.array(z.uuid()).check(z.maxLength(50))),
  attachment_ids: z.optional(z.array(z.uuid()).check(z.maxLength(ATTACHMENTS_PER_MESSAGE))),
})
export type MessageSend = z.infer<typeof MessageSend>

/** `PATCH /api/messages/{id}` */
export const MessageEdit = z.strictObject({
  content: Content.check(z.minLength(1)),
  mentions: z.optional(z.array(z.uuid()).check(z.maxLength(50))),
  version: z.optional(z.int()),
})
export type MessageEdit = z.infer<typeof MessageEdit>

/** `PUT /api/messages/{id}/reactions`, and with DELETE the way back: one's own. One emoji, as Unicode recommends them. */
export const ReactionChange = z.strictObject({ emoji: z.string().check(z.minLength(1), z.maxLength(32)) })
export type ReactionChange = z.infer<typeof ReactionChange>

/** `GET /api/messages/{id}/edits`: what it said before, oldest first. */
export const EditList = z.object({
  items: z.array(z.object({ content: z.nullable(z.string()), written_at: z.iso.datetime() })),
})
export type EditList = z.infer<typeof EditList>

/** `POST …/{id}/read` and `…/delivered`: up to which number. Never goes back. */
export const MarkUpTo = z.strictObject({ number: z.int().check(z.minimum(0), z.maximum(NUMBER_MAX)) })
export type MarkUpTo = z.infer<typeof MarkUpTo>

/** `GET /api/messages/unread`: over all conversations that are not muted; mentions also in muted ones. */
export const UnreadCount = z.object({ conversations: z.int(), messages: z.int(), mentions: z.int() })
export type UnreadCount = z.infer<typeof UnreadCount>

/** A draft of one's own, the same on all devices. `PUT` with an empty content removes it. */
export const Draft = z.object({
  conversation_id: z.uuid(),
  content: z.string(),
  updated_at: z.iso.datetime(),
})
export type Draft = z.infer<typeof Draft>
export const DraftList = z.object({ items: z.array(Draft) })
export type DraftList = z.infer<typeof DraftList>
export const DraftSave = z.strictObject({ content: Content })

/**
 * `GET /api/messages/search`. Newest first. `next_cursor`: there is more to look through, even where `items` is empty; null:
 * all was looked through.
 */
export const MessageSearchPage = z.object({
  items: z.array(Message),
  next_cursor: z.nullable(z.string()),
  /** How many messages this answer looked at. */
  searched: z.int(),
})
export type MessageSearchPage = z.infer<typeof MessageSearchPage>

/** The frame of a message on `/ws` and `/ws/chat/{id}/`: new, edited, deleted or reacted to; the number says where it belongs. */
export const MessageFrame = z.object({
  type: z.literal('message'),
  entity: z.literal('message'),
  action: z.enum(['created', 'updated', 'deleted']),
  timestamp: z.string(),
  message: Message,
})
export type MessageFrame = z.infer<typeof MessageFrame>

/** `message` from a client, on `/ws/chat/{id}/` (the conversation is the path's) and on `/ws` (by its topic). */
export const ClientMessageFrame = z.object({
  type: z.literal('message'),
  topic: z.optional(z.string()),
  content: Content.check(z.minLength(1)),
  id: z.optional(z.uuid()),
  request_id: z.optional(z.string().check(z.maxLength(64))),
})

/** `read` from a client: everything up to this message. */
export const ClientReadFrame = z.object({
  type: z.literal('read'),
  topic: z.optional(z.string()),
  message_id: z.uuid(),
})
