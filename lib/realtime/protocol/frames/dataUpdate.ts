import * as z from 'zod/mini'

export const ChangeAction = z.enum(['created', 'updated', 'deleted'])
export type ChangeAction = z.infer<typeof ChangeAction>

/** A committed change of a live model. `data` holds ids, states and numbers, never words that a person wrote. */
export const DataUpdateFrame = z.object({
  type: z.literal('data_update'),
  entity: z.string(),
  action: ChangeAction,
  data: z.record(z.string(), z.unknown()),
  timestamp: z.string(),
  topic: z.string(),
  seq: z.number(),
  change_id: z.optional(z.string()),
  /** The user who did it. Absent: nobody of ours, or several (a bulk). */
  by: z.optional(z.string()),
})
export type DataUpdateFrame = z.infer<typeof DataUpdateFrame>

/** An event that this connection filtered out by `entities`: it only moves the cursor. */
export const SkipFrame = z.object({ type: z.literal('skip'), topic: z.string(), seq: z.number() })
export type SkipFrame = z.infer<typeof SkipFrame>

/** The row behind an event was gone when its content was loaded. */
export const GoneFrame = z.object({
  type: z.literal('gone'),
  topic: z.string(),
  seq: z.number(),
  id: z.string(),
})
export type GoneFrame = z.infer<typeof GoneFrame>
