import * as z from 'zod/mini'
import { ReconnectWindow } from '../topicName.ts'

/** The first frame of an accepted connection. Times in ms where the name says so; the interval in seconds. */
export const ConnectionEstablishedFrame = z.object({
  type: z.literal('connection_established'),
  message: z.string(),
  connection_id: z.string(),
  user_id: z.nullable(z.string()),
  protocol: z.number(),
  epoch: z.string(),
  heartbeat_interval: z.number(),
  session_expires_at: z.nullable(z.string()),
  reconnect: ReconnectWindow,
})
export type ConnectionEstablishedFrame = z.infer<typeof ConnectionEstablishedFrame>
