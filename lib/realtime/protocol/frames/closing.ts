import * as z from 'zod/mini'
import { ReconnectWindow } from '../topicName.ts'

/** Sent before a close that the client should prepare for. */
export const ClosingFrame = z.object({
  type: z.literal('closing'),
  code: z.number(),
  reason: z.string(),
  reconnect: ReconnectWindow,
  keep_cursors: z.boolean(),
})
export type ClosingFrame = z.infer<typeof ClosingFrame>
