import { AppError } from '../../../platform/appError.ts'
import { parseTopic } from '../../../realtime/protocol/topic.ts'
import type { Connection } from '../../../realtime/server/connection.ts'
import { errorFrame } from '../../../realtime/server/errorFrame.ts'
import {
  defineInbound,
  type InboundContext,
  type InboundFrame,
} from '../../../realtime/server/inboundFrame.ts'
import type { DeskActor } from '../../identity/contract.ts'
import type { ServiceCall } from '../../../platform/http/serviceCall.ts'
import { ClientMessageFrame, ClientReadFrame } from '../contract.ts'
import { conversationTopic } from '../contract/messagesKeys.ts'
import type { ConversationService } from './createConversationService.ts'
import type { MessageService } from './createMessageService.ts'

/**
 * `message` and `read` as frames: on `/ws` with the conversation's topic, on a conversation's own path without. What is
 * refused is answered as `error`; what was sent comes back as the conversation's own event.
 */
export function createMessageFrames(parts: {
  readonly messages: MessageService
  readonly conversations: ConversationService
  readonly now: () => number
}): Readonly<Record<'message' | 'read', InboundFrame<DeskActor>>> {
  const { conversations, messages, now } = parts

  async function within(
    { connection, actor, reply }: InboundContext<DeskActor>,
    frame: { readonly topic?: string | undefined; readonly request_id?: string | undefined },
    act: (call: ServiceCall<DeskActor>, conversationId: string) => Promise<unknown>,
  ): Promise<void> {
    try {
      const conversationId = conversationOf(connection, frame.topic)
      if (conversationId === null) throw new AppError('not_found')
      await act(callOf(connection, actor), conversationId)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const { code, message } = error
      reply({ ...errorFrame(code, now(), { topic: frame.topic, request_id: frame.request_id }), message })
    }
  }

  return {
    message: defineInbound(ClientMessageFrame, async (frame, context: InboundContext<DeskActor>) => {
      await within(context, frame, (call, conversationId) =>
        messages.send(call, conversationId, { content: frame.content, ...(frame.id && { id: frame.id }) }),
      )
    }),
    read: defineInbound(ClientReadFrame, async (frame, context: InboundContext<DeskActor>) => {
      await within(context, frame, async (call, conversationId) => {
        const number = await messages.numberOf(call.actor, conversationId, frame.message_id)
        await conversations.mark(call, conversationId, { read: number })
      })
    }),
  }
}

/** The conversation that the frame names, or the only one of the path; null where it is none that the connection hears. */
function conversationOf(connection: Connection, topic: string | undefined): string | null {
  for (const [heard, { phase }] of connection.subscriptions) {
    const parsed = parseTopic(heard)
    if (parsed?.kind !== 'conversation' || phase !== 'live') continue
    if (topic === undefined || topic === heard) return parsed.parts[0] ?? null
  }
  const [id] = topic === undefined ? [] : (parseTopic(topic)?.parts ?? [])
  return id !== undefined && topic === conversationTopic(id) ? id : null
}

const callOf = (connection: Connection, actor: DeskActor): ServiceCall<DeskActor> => ({
  actor,
  idempotency: null,
  stamp: {
    actorId: actor.userId,
    sessionId: actor.sessionId,
    changeId: null,
    address: connection.address,
  },
})
