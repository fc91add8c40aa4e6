import * as z from 'zod/mini'
import { defineInbound, type InboundFrame } from './inboundFrame.ts'
import type { Typing } from './typing.ts'

/** `typing` on a path of its own: the topic is the path's. */
const DoorTypingFrame = z.object({ type: z.literal('typing'), is_typing: z.boolean() })

/** Passes on who types at a door, in the first topic that is heard there. Before it is heard nothing is passed on. */
export function createDoorTyping(typing: Typing): InboundFrame {
  return defineInbound(DoorTypingFrame, ({ is_typing }, { actor, connection }) => {
    for (const [topic, { phase }] of connection.subscriptions) {
      if (phase !== 'live') continue
      return typing.say(connection, actor, { type: 'typing', topic, is_typing })
    }
  })
}
