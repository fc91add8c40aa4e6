import * as z from 'zod/mini'

/** Most topics that one question about heads names. */
export const HEADS_MAX = 200

/** Where topics stand, over plain HTTP: for clients that no socket reaches. */
export const TopicHeads = z.object({
  epoch: z.string(),
  /** By topic: the seq of its last event; 0 where there was none. */
  heads: z.record(z.string(), z.int()),
  /** What the asker may not read, or what is no topic; the two are not told apart. */
  refused: z.array(z.string()),
})
export type TopicHeads = z.infer<typeof TopicHeads>
