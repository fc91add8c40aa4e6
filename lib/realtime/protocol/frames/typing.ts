import * as z from 'zod/mini'

/** "I am typing" in a topic; `field` names the form's field where it is one. Expires by itself after 6 s. */
export const ClientTypingFrame = z.object({
  type: z.literal('typing'),
  topic: z.string().check(z.maxLength(200)),
  is_typing: z.boolean(),
  field: z.optional(z.string().check(z.maxLength(64))),
})
export type ClientTypingFrame = z.infer<typeof ClientTypingFrame>

export const ServerTypingFrame = z.object({
  type: z.literal('typing'),
  topic: z.string(),
  user_id: z.string(),
  username: z.string(),
  is_typing: z.boolean(),
  field: z.optional(z.string()),
})
export type ServerTypingFrame = z.infer<typeof ServerTypingFrame>
