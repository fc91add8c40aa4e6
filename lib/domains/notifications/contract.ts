import * as z from 'zod/mini'
import { PersonName, Role } from '../identity/contract.ts'

/**
 * What people are told of. `system`: words of an admin. The others are told by rules that the domains declare; their words are
 * made for each reader.
 */
export const NOTIFICATION_TYPES = [
  'request_waiting',
  'request_decided',
  'request_sent_back',
  'transfer_incoming',
  'mention',
  'system',
] as const
export const NotificationType = z.enum(NOTIFICATION_TYPES)
export type NotificationType = z.infer<typeof NotificationType>

/** The mildest first. */
export const SEVERITIES = ['info', 'success', 'warning', 'critical'] as const
export const Severity = z.enum(SEVERITIES)
export type Severity = z.infer<typeof Severity>

/** Most notifications of one page. */
export const NOTIFICATION_PAGE_MAX = 100
/** Longest title and message that an admin writes. */
export const SYSTEM_TITLE_MAX = 120
export const SYSTEM_MESSAGE_MAX = 2_000
/** Most people who are sent something by name at once. */
export const SEND_PEOPLE_MAX = 200

/** What can be done from a notification: a path of this site, or an https address. */
export const NotificationAction = z.object({ label: z.string(), url: z.string() })
export type NotificationAction = z.infer<typeof NotificationAction>

/** A notification as its reader sees it now. */
export const Notification = z.object({
  id: z.uuid(),
  /** Rises in the order in which they were made. */
  number: z.int(),
  type: NotificationType,
  severity: Severity,
  title: z.string(),
  message: z.string(),
  /** Names an icon: `request`, `decision`, `send-back`, `transfer`, `mention`, `system`. */
  icon: z.string(),
  /** Of the severity: blue, green, amber, red. */
  color: z.string(),
  /** A path of this site; null: there is nothing to go to, or the reader may not see it any more. */
  link: z.nullable(z.string()),
  subject: z.nullable(z.object({ entity: z.string(), id: z.uuid() })),
  /** Ids, numbers and states that it was made from. */
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** Who did it, or sent it. */
  by: z.nullable(PersonName),
  actions: z.array(NotificationAction),
  /** Unread ones of one group are listed as one, the newest; null: it stands alone. */
  group_key: z.nullable(z.string()),
  /** How many unread ones this line stands for. 1 for one that is read. */
  count: z.int(),
  read: z.boolean(),
  /** Until then it is neither listed nor counted. */
  snoozed_until: z.nullable(z.iso.datetime()),
  requires_ack: z.boolean(),
  acknowledged_at: z.nullable(z.iso.datetime()),
  /** From then on it is not shown. */
  expires_at: z.nullable(z.iso.datetime()),
  created_at: z.iso.datetime(),
})
export type Notification = z.infer<typeof Notification>

/** `GET /api/notifications`: unread ones first, the newest of each first. */
export const NotificationPage = z.object({
  items: z.array(Notification),
  /** For `cursor`; null: there is no more. */
  next_cursor: z.nullable(z.string()),
})
export type NotificationPage = z.infer<typeof NotificationPage>

/** What a list shows. Without `state`: all that is neither snoozed nor expired. */
export interface NotificationFilter {
  readonly state?: 'unread' | 'read' | 'snoozed'
  readonly type?: NotificationType
  readonly severity?: Severity
}

/** `GET /api/notifications/counts`. What is snoozed or expired does not count. */
export const NotificationCounts = z.object({
  unread: z.int(),
  /** Of these, by type; types with none are left out. */
  by_type: z.record(z.string(), z.int()),
  /** Unread ones that are critical. */
  critical: z.int(),
  /** Those that wait to be acknowledged, read or not. */
  unacknowledged: z.int(),
  /** The greatest number there is for this reader, 0 without any: what to say in `read-all`. */
  head: z.int(),
  /** When the counts change by themselves next: something expires, or is no longer snoozed. */
  changes_at: z.nullable(z.iso.datetime()),
})
export type NotificationCounts = z.infer<typeof NotificationCounts>

/** `POST /api/notifications/{id}/read`. `group`: with it all older unread ones of its group. */
export const ReadRequest = z.strictObject({ group: z.optional(z.boolean()) })

/** `POST /api/notifications/{id}/snooze`; null: no longer. `group`: with it all older unread ones of its group. */
export const SnoozeRequest = z.strictObject({
  until: z.nullable(z.iso.datetime({ offset: true })),
  group: z.optional(z.boolean()),
})

/** `POST /api/notifications/read-all`: everything up to this number, which the client has seen. Never goes back. */
export const ReadAllRequest = z.strictObject({
  up_to: z.int().check(z.nonnegative(), z.maximum(Number.MAX_SAFE_INTEGER)),
})

const text = (max: number, what: string) =>
  z
    .string()
    .check(z.trim(), z.minLength(1, `Write ${what}.`), z.maxLength(max, `Use at most ${max} characters.`))

/** Whether an action may lead there: a path of this site, or an https address without credentials. */
export function isSafeLink(url: string): boolean {
  // Browsers read a backslash as a slash, and leave out blanks and what cannot be seen.
  if (/[^\u{21}-\u{7e}]|\\/u.test(url)) return false
  if (url.startsWith('/')) return !url.startsWith('//')
  const parsed = URL.parse(url)
  return parsed !== null && parsed.protocol === 'https:' && parsed.username === '' && parsed.password === ''
}

const SystemAction = z.strictObject({
  label: text(40, 'what the button says'),
  url: z
    .string()
    .check(
      z.maxLength(500),
      z.refine(isSafeLink, 'Give a path of this site, such as /archive, or an https address.'),
    ),
})

const SystemContent = {
  /** Made by the client: sent again under the same id it is answered as it stands. */
  id: z.optional(z.uuid()),
  severity: Severity,
  title: text(SYSTEM_TITLE_MAX, 'a title'),
  message: text(SYSTEM_MESSAGE_MAX, 'a message'),
  actions: z.optional(z.array(SystemAction).check(z.maxLength(3))),
  expires_at: z.optional(z.nullable(z.iso.datetime({ offset: true }))),
  requires_ack: z.optional(z.boolean()),
}

/** Whom a broadcast is for: one of these. */
export const SendAudience = z.union([
  z.strictObject({ everyone: z.literal(true) }),
  z.strictObject({ role: Role, unit_id: z.optional(z.nullable(z.uuid())) }),
  z.strictObject({ unit_id: z.uuid() }),
  z.strictObject({ user_ids: z.array(z.uuid()).check(z.minLength(1), z.maxLength(SEND_PEOPLE_MAX)) }),
])
export type SendAudience = z.infer<typeof SendAudience>

/** `POST /api/notifications/recipients`: whom something would be for. */
export const RecipientsRequest = z.strictObject({ audience: SendAudience })
/** How many people that are now. */
export const RecipientCount = z.object({ recipients: z.int() })
export type RecipientCount = z.infer<typeof RecipientCount>

/** `POST /api/ws/notify/user/{id}` */
export const NotifyUserRequest = z.strictObject(SystemContent)
export type NotifyUserRequest = z.infer<typeof NotifyUserRequest>
/** `POST /api/ws/notify/system`: to everyone, unless it says whom. */
export const NotifySystemRequest = z.strictObject({ ...SystemContent, audience: z.optional(SendAudience) })
/** `POST /api/ws/broadcast` */
export const BroadcastRequest = z.strictObject({ ...SystemContent, audience: SendAudience })
export type BroadcastRequest = z.infer<typeof BroadcastRequest>

/** What an admin has sent, and how far it has come. */
export const SentNotification = z.object({
  id: z.uuid(),
  audience: SendAudience,
  severity: Severity,
  title: z.string(),
  message: z.string(),
  actions: z.array(NotificationAction),
  requires_ack: z.boolean(),
  expires_at: z.nullable(z.iso.datetime()),
  created_at: z.iso.datetime(),
  by: z.nullable(PersonName),
  /** People whom it is for now. */
  recipients: z.int(),
  acknowledged: z.int(),
})
export type SentNotification = z.infer<typeof SentNotification>

/** `GET /api/notifications/sent`: newest first. */
export const SentPage = z.object({ items: z.array(SentNotification), next_cursor: z.nullable(z.string()) })
export type SentPage = z.infer<typeof SentPage>

/** `GET /api/notifications/sent/{id}/receipts`: who has acknowledged, the first first, and who has not yet (the first 200 by name). */
export const Receipts = z.object({
  acknowledged: z.array(z.object({ user: PersonName, at: z.iso.datetime(), device: z.nullable(z.string()) })),
  waiting: z.array(PersonName),
  waiting_count: z.int(),
})
export type Receipts = z.infer<typeof Receipts>

/** `notification` as plain clients get it on `/ws/notifications/`. */
export const NotificationFrame = z.object({
  type: z.literal('notification'),
  timestamp: z.string(),
  data: z.object({
    notification_type: NotificationType,
    title: z.string(),
    message: z.string(),
    icon: z.string(),
    color: z.string(),
    data: z.record(z.string(), z.unknown()),
  }),
})
export type NotificationFrame = z.infer<typeof NotificationFrame>

/** `system_notification`: an admin's words. `message_id` is what `ack` takes. */
export const SystemNotificationFrame = z.object({
  type: z.literal('system_notification'),
  timestamp: z.string(),
  data: z.object({
    message_id: z.uuid(),
    severity: Severity,
    title: z.string(),
    message: z.string(),
    actions: z.array(NotificationAction),
    expires_at: z.nullable(z.string()),
    requires_ack: z.boolean(),
  }),
})
export type SystemNotificationFrame = z.infer<typeof SystemNotificationFrame>

/** `notification` on `/ws`: made, or changed; as whoever hears the topic may see it. */
export const LiveNotificationFrame = z.object({
  type: z.literal('notification'),
  entity: z.literal('notification'),
  action: z.enum(['created', 'updated', 'deleted']),
  timestamp: z.string(),
  notification: Notification,
})
export type LiveNotificationFrame = z.infer<typeof LiveNotificationFrame>

/** `subscribe` and `unsubscribe` on `/ws/notifications/`. Before the first one all types come, then those of the set. */
export const NotificationTypesFrame = z.object({
  notification_types: z.array(z.string().check(z.minLength(1), z.maxLength(64))).check(z.maxLength(100)),
})
