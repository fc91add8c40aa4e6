import * as z from 'zod/mini'
import { PersonName } from '../../identity/contract.ts'
import { NotificationType } from '../contract.ts'

/** Ways to somebody who is not at the desk. At the desk everything is told in any case. */
export const CHANNELS = ['email', 'sms', 'push'] as const
export const Channel = z.enum(CHANNELS)
export type Channel = z.infer<typeof Channel>

/** What admins hear of deliveries. */
export const DELIVERIES_TOPIC = 'deliveries'

/** By which channels each type is told, unless somebody or the site wants it otherwise. */
export const DEFAULT_CHANNELS: Readonly<Record<NotificationType, readonly Channel[]>> = {
  request_waiting: ['email', 'push'],
  request_decided: ['email', 'push'],
  request_sent_back: ['email', 'push'],
  transfer_incoming: ['push'],
  mention: ['email', 'push'],
  system: ['email', 'push'],
}

const TimeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time such as 22:00.'))

/** Quiet on these days (1 is Monday) from then until then; into the next day where `to` is not after `from`. */
export const QuietRange = z.strictObject({
  days: z
    .array(z.int().check(z.minimum(1), z.maximum(7)))
    .check(z.minLength(1, 'Choose a day.'), z.maxLength(7)),
  from: TimeOfDay,
  to: TimeOfDay,
})
export type QuietRange = z.infer<typeof QuietRange>
export const QUIET_RANGES_MAX = 14

/** By type and channel, of what differs from the defaults. */
export const Choices = z.partialRecord(NotificationType, z.partialRecord(Channel, z.boolean()))
export type Choices = z.infer<typeof Choices>

/** What the site decides for everybody. */
export const ChannelRuleKind = z.enum(['always', 'never'])
export type ChannelRuleKind = z.infer<typeof ChannelRuleKind>
export const ChannelRuleItem = z.object({ type: NotificationType, channel: Channel, rule: ChannelRuleKind })
export type ChannelRuleItem = z.infer<typeof ChannelRuleItem>
export const ChannelRuleList = z.object({ items: z.array(ChannelRuleItem) })
export type ChannelRuleList = z.infer<typeof ChannelRuleList>

/** `PUT /api/notifications/channel-rules`; null: everybody chooses. */
export const ChannelRuleUpdate = z.strictObject({
  type: NotificationType,
  channel: Channel,
  rule: z.nullable(ChannelRuleKind),
})
export type ChannelRuleUpdate = z.infer<typeof ChannelRuleUpdate>

/** A browser that takes pushes. */
export const PushDevice = z.object({
  id: z.uuid(),
  device: z.string(),
  created_at: z.iso.datetime(),
  /** Whether it belongs to the session that asks. */
  current: z.boolean(),
})
export type PushDevice = z.infer<typeof PushDevice>

/** `GET /api/notifications/preferences`: one's own. */
export const Preferences = z.object({
  email: z.string(),
  phone: z.nullable(z.string()),
  quiet_hours: z.array(QuietRange),
  /** In which the quiet hours are meant. */
  time_zone: z.string(),
  /** Until when it is quiet; null: it is not quiet now. */
  quiet_until: z.nullable(z.iso.datetime()),
  choices: Choices,
  rules: z.array(ChannelRuleItem),
  /** Channels that this site can use. */
  available: z.array(Channel),
  /** What a browser subscribes with; null: this site sends no push. */
  push_key: z.nullable(z.string()),
  devices: z.array(PushDevice),
})
export type Preferences = z.infer<typeof Preferences>

const Phone = z.string().check(
  z.overwrite((text) => text.replaceAll(/[\s()/.-]/g, '')),
  z.regex(/^\+[1-9]\d{6,14}$/, 'Write the number with its country code, such as +49 170 1234567.'),
)

/** `PATCH /api/notifications/preferences`: what is absent stays as it is. `choices` are added to those there are. */
export const PreferencesUpdate = z.strictObject({
  phone: z.optional(z.nullable(Phone)),
  quiet_hours: z.optional(z.array(QuietRange).check(z.maxLength(QUIET_RANGES_MAX))),
  choices: z.optional(z.partialRecord(NotificationType, z.partialRecord(Channel, z.boolean()))),
})
export type PreferencesUpdate = z.infer<typeof PreferencesUpdate>

const Key = z.string().check(z.regex(/^[\w-]{16,200}=*$/))

/** `POST /api/notifications/push-subscriptions`, as `PushSubscription.toJSON()` of the browser says it. */
export const PushSubscriptionCreate = z.strictObject({
  endpoint: z.url().check(z.maxLength(1_000)),
  keys: z.strictObject({ p256dh: Key, auth: Key }),
})
export type PushSubscriptionCreate = z.infer<typeof PushSubscriptionCreate>

/**
 * `planned`: waits for its time. `held`: waits for the end of quiet hours. `failed`: is tried again. `dead`: given up.
 * `suppressed`: not needed any more. `no_transport`: this site has none for the channel.
 */
export const DELIVERY_STATES = [
  'planned',
  'held',
  'sending',
  'sent',
  'failed',
  'dead',
  'suppressed',
  'no_transport',
] as const
export const DeliveryState = z.enum(DELIVERY_STATES)
export type DeliveryState = z.infer<typeof DeliveryState>

/** One notification on its way to one person by one channel, as admins see it. */
export const DeliveryItem = z.object({
  id: z.uuid(),
  channel: Channel,
  state: DeliveryState,
  type: NotificationType,
  user: PersonName,
  /** Where it goes: an address, the end of a number, a device. */
  to: z.string(),
  /** All that is in it, but for its link. */
  says: z.string(),
  /** Why it failed or was left out: a word or a code. */
  reason: z.nullable(z.string()),
  attempts: z.int(),
  created_at: z.iso.datetime(),
  /** When it is tried next; null: it is not. */
  due_at: z.nullable(z.iso.datetime()),
  sent_at: z.nullable(z.iso.datetime()),
})
export type DeliveryItem = z.infer<typeof DeliveryItem>

/** `GET /api/notifications/deliveries`: the newest first. */
export const DeliveryPage = z.object({ items: z.array(DeliveryItem), next_cursor: z.nullable(z.string()) })
export type DeliveryPage = z.infer<typeof DeliveryPage>
export const DELIVERY_PAGE_MAX = 100

export interface DeliveryFilter {
  readonly state?: DeliveryState
  readonly channel?: Channel
  readonly user_id?: string
}

/** Of which state there are how many, and the channels that this site can use. */
export const DeliverySummary = z.object({
  counts: z.record(z.string(), z.int()),
  available: z.array(Channel),
})
export type DeliverySummary = z.infer<typeof DeliverySummary>
