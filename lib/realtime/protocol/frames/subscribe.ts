import * as z from 'zod/mini'
import { Cursor } from '../cursor.ts'
import { TopicName } from '../topicName.ts'

/** Asks to hear a topic, from a cursor on where one is known. `entities` narrows it: others only move the cursor. */
export const SubscribeFrame = z.object({
  type: z.literal('subscribe'),
  topic: TopicName,
  since: z.optional(Cursor),
  entities: z.optional(z.array(z.string().check(z.maxLength(64))).check(z.maxLength(64))),
  request_id: z.optional(z.string().check(z.maxLength(64))),
})
export type SubscribeFrame = z.infer<typeof SubscribeFrame>

export const UnsubscribeFrame = z.object({ type: z.literal('unsubscribe'), topic: TopicName })
export type UnsubscribeFrame = z.infer<typeof UnsubscribeFrame>

/**
 * The server's answer, before any event of the topic: `seq` is where the topic stands, `recovered` whether the gap since
 * the cursor is closed (null: no cursor). When it is, the `replayed` events from the cursor up to `seq` follow.
 */
export const SubscribedFrame = z.object({
  type: z.literal('subscribed'),
  topic: z.string(),
  epoch: z.string(),
  seq: z.number(),
  recovered: z.nullable(z.boolean()),
  replayed: z.number(),
  request_id: z.optional(z.string()),
})
export type SubscribedFrame = z.infer<typeof SubscribedFrame>

export const UnsubscribedFrame = z.object({
  type: z.literal('unsubscribed'),
  topic: z.string(),
  reason: z.enum(['requested', 'access_changed']),
})
export type UnsubscribedFrame = z.infer<typeof UnsubscribedFrame>
