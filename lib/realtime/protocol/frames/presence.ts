import * as z from 'zod/mini'

export const PresentPerson = z.object({
  user_id: z.string(),
  name: z.string(),
  page: z.nullable(z.string()),
  since: z.string(),
})
export type PresentPerson = z.infer<typeof PresentPerson>

/** Asks who is on a topic, and to be listed there oneself until `presence_leave` or the end of the connection. */
export const PresenceJoinFrame = z.object({
  type: z.literal('presence_join'),
  topic: z.string().check(z.maxLength(200)),
})
export const PresenceLeaveFrame = z.object({
  type: z.literal('presence_leave'),
  topic: z.string().check(z.maxLength(200)),
})

/** Who came, who left, how many there are. `snapshot`: `joined` is the whole list. Above 200 people only `count`. */
export const PresenceFrame = z.object({
  type: z.literal('presence'),
  topic: z.string(),
  joined: z.array(PresentPerson),
  left: z.array(z.string()),
  count: z.number(),
  snapshot: z.optional(z.boolean()),
})
export type PresenceFrame = z.infer<typeof PresenceFrame>
