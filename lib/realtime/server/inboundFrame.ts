import type * as z from 'zod/mini'
import type { Actor } from './actor.ts'
import type { Connection } from './connection.ts'

/** Who sent a frame, and the way back to them. */
export interface InboundContext<A extends Actor = Actor> {
  readonly connection: Connection
  readonly actor: A
  /** Answers this connection only, in order with everything else that goes to it. */
  readonly reply: (frame: object) => void
}

/** Reads one type of frame and acts on it. 'malformed': it does not fit its schema, and nothing was done. */
export type InboundFrame<A extends Actor = Actor> = (
  value: object,
  context: InboundContext<A>,
) => 'handled' | 'malformed' | Promise<'handled'>

/** Joins a schema and what is done with a frame that fits it. A rejection is answered as `error` internal. */
export function defineInbound<Frame, A extends Actor = Actor>(
  schema: z.ZodMiniType<Frame>,
  handle: (frame: Frame, context: InboundContext<A>) => void | Promise<void>,
): InboundFrame<A> {
  return (value, context) => {
    const parsed = schema.safeParse(value)
    if (!parsed.success) return 'malformed'
    const running = handle(parsed.data, context)
    return running === undefined ? 'handled' : running.then(() => 'handled' as const)
  }
}
