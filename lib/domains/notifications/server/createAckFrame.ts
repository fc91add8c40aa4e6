import { AppError } from '../../../platform/appError.ts'
import { isUuid } from '../../../platform/isUuid.ts'
import { AckFrame } from '../../../realtime/protocol/frames/ack.ts'
import { errorFrame } from '../../../realtime/server/errorFrame.ts'
import {
  defineInbound,
  type InboundContext,
  type InboundFrame,
} from '../../../realtime/server/inboundFrame.ts'
import type { DeskActor } from '../../identity/contract.ts'
import type { ReaderService } from './createReaderService.ts'

/** `ack` {message_id}, on every path: acknowledges what came with that id. What is not theirs is answered as not found. */
export function createAckFrame(
  reader: Pick<ReaderService, 'acknowledge'>,
  now: () => number,
): InboundFrame<DeskActor> {
  return defineInbound(AckFrame, async ({ message_id: id }, context: InboundContext<DeskActor>) => {
    const { actor, connection, reply } = context
    const { userId: actorId, sessionId } = actor
    const stamp = { actorId, sessionId, changeId: null, address: connection.address }
    try {
      if (!isUuid(id)) throw new AppError('not_found')
      await reader.acknowledge({ actor, stamp, idempotency: null }, id)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      reply({ ...errorFrame(error.code, now()), message: error.message })
    }
  })
}
