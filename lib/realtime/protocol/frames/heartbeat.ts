import * as z from 'zod/mini'

const short = z.string().check(z.maxLength(300))

/** One open tab of the browser that holds this connection. */
export const HeartbeatTab = z.object({
  tab_id: z.string().check(z.maxLength(64)),
  current_page: short,
  active_schedule_date: z.optional(z.nullable(short)),
  visible: z.optional(z.boolean()),
})
export type HeartbeatTab = z.infer<typeof HeartbeatTab>

/** "I am here, on these pages." The flat form is the one plain clients send. */
export const ClientHeartbeatFrame = z.object({
  type: z.literal('heartbeat'),
  data: z.optional(
    z.union([
      z.object({ tabs: z.array(HeartbeatTab).check(z.maxLength(50)) }),
      z.object({
        current_page: z.optional(short),
        active_schedule_date: z.optional(z.nullable(short)),
      }),
    ]),
  ),
})
export type ClientHeartbeatFrame = z.infer<typeof ClientHeartbeatFrame>

/** Sent to every connection at the heartbeat interval. `heads`: last seq written to this connection, by topic. */
export const ServerHeartbeatFrame = z.object({
  type: z.literal('heartbeat'),
  timestamp: z.string(),
  epoch: z.string(),
  heads: z.record(z.string(), z.number()),
  degraded: z.optional(z.array(z.string())),
})
export type ServerHeartbeatFrame = z.infer<typeof ServerHeartbeatFrame>
