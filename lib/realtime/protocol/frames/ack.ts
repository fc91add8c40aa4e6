import * as z from 'zod/mini'

/** Confirms a delivery that carried a `message_id`. */
export const AckFrame = z.object({ type: z.literal('ack'), message_id: z.string().check(z.maxLength(64)) })
export type AckFrame = z.infer<typeof AckFrame>
