import * as z from 'zod/mini'
import { Cursor } from '../cursor.ts'
import { TopicName } from '../topicName.ts'

/** Every cursor of a client that comes back, in one frame; each topic is answered by `subscribed`. */
export const ResumeFrame = z.object({
  type: z.literal('resume'),
  cursors: z.record(TopicName, Cursor),
})
export type ResumeFrame = z.infer<typeof ResumeFrame>

/** The topic's history can no longer be followed: the client fetches anew what it shows of it. */
export const ResetFrame = z.object({
  type: z.literal('reset'),
  topic: z.string(),
  epoch: z.string(),
  seq: z.number(),
  reason: z.string(),
})
export type ResetFrame = z.infer<typeof ResetFrame>
