import * as z from 'zod/mini'
import type { Backplane, Unsubscribe } from './backplane.ts'
import { CHANNEL } from './channels.ts'
import type { EngineLogger } from './engineLogger.ts'
import type { RealtimeMetrics } from './realtimeMetrics.ts'
import type { PayloadSeal } from './sealedPayload.ts'

/** What goes from process to process beside the log. Lost ones are not missed. */
const EphemeralMessage = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('frame'),
    topic: z.string(),
    frame: z.record(z.string(), z.unknown()),
    /** Whoever caused it does not hear of it. */
    exceptUser: z.nullable(z.string()),
  }),
  z.object({ kind: z.literal('presence'), topic: z.string() }),
  /** The process that has this connection closes it: its person has one too many. */
  z.object({ kind: z.literal('replace'), connection: z.string() }),
])
export type EphemeralMessage = z.infer<typeof EphemeralMessage>

export interface EphemeralBusOptions {
  readonly backplane: Backplane
  readonly seal: PayloadSeal
  readonly logger: EngineLogger
  readonly metrics: RealtimeMetrics
  readonly receive: (message: EphemeralMessage) => void
}

/** Sends ephemeral messages to every process, this one included. */
export interface EphemeralBus {
  send(message: EphemeralMessage): void
  close: Unsubscribe
}

export async function createEphemeralBus(options: EphemeralBusOptions): Promise<EphemeralBus> {
  const { backplane, logger, metrics, receive, seal } = options
  const close = await backplane.subscribe(CHANNEL.ephemeral, (payload) => {
    const body = seal.open(CHANNEL.ephemeral, payload)
    if (body === null) {
      metrics.payloadRefused()
      return logger.warn({ channel: CHANNEL.ephemeral }, 'a payload without our seal was refused')
    }
    const message = EphemeralMessage.safeParse(JSON.parse(body))
    if (message.success) receive(message.data)
  })
  return {
    send(message) {
      const payload = seal.seal(CHANNEL.ephemeral, JSON.stringify(message))
      backplane.publish(CHANNEL.ephemeral, payload).catch((error: unknown) => {
        logger.debug({ err: error }, 'an ephemeral message was not sent')
      })
    },
    close,
  }
}
