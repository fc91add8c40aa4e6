import * as z from 'zod/mini'

/** The connection lives on after an `error`. `code` is one of the error table's. */
export const ErrorFrame = z.object({
  type: z.literal('error'),
  code: z.string(),
  message: z.string(),
  timestamp: z.string(),
  request_id: z.optional(z.string()),
  /** The topic that could not be subscribed. */
  topic: z.optional(z.string()),
})
export type ErrorFrame = z.infer<typeof ErrorFrame>
