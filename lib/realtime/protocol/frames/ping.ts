import * as z from 'zod/mini'

export const PingFrame = z.object({ type: z.literal('ping'), timestamp: z.optional(z.unknown()) })
export type PingFrame = z.infer<typeof PingFrame>

export const PongFrame = z.object({ type: z.literal('pong'), timestamp: z.string() })
export type PongFrame = z.infer<typeof PongFrame>
