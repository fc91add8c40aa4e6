import * as z from 'zod/mini'

/** Where a reader stands in a topic: the last `seq` it has seen, within one `epoch` of the log. */
export const Cursor = z.object({
  epoch: z.string().check(z.maxLength(64)),
  seq: z.int().check(z.minimum(0)),
})
export type Cursor = z.infer<typeof Cursor>
