import * as z from 'zod/mini'
import { ChangeAction } from '../protocol/frames/dataUpdate.ts'
import { CHANNEL } from './channels.ts'
import type { LogBatch } from './logEntry.ts'
import type { PayloadSeal } from './sealedPayload.ts'

const WireRevocation = z.object({
  userId: z.optional(z.string()),
  sessionId: z.optional(z.string()),
  topics: z.optional(z.array(z.string())),
  close: z.optional(z.enum(['unauthenticated', 'rights_changed'])),
})

const WireBatch = z.object({
  epoch: z.string(),
  entries: z.array(
    z.object({
      position: z.number(),
      topic: z.string(),
      seq: z.number(),
      kind: z.enum(['data', 'reset']),
      entity: z.string(),
      action: ChangeAction,
      data: z.record(z.string(), z.unknown()),
      timestamp: z.string(),
      changeId: z.nullable(z.string()),
      actorId: z.nullable(z.string()),
      revocation: z.nullable(WireRevocation),
      expander: z.nullable(z.string()),
    }),
  ),
})

/** A batch as it goes over the backplane. */
export const sealBatch = (seal: PayloadSeal, batch: LogBatch): string =>
  seal.seal(CHANNEL.log, JSON.stringify(batch))

/** Null: not sealed by us, or not of this shape. Losing it is harmless: the log has it. */
export function openBatch(seal: PayloadSeal, payload: string): LogBatch | null {
  const body = seal.open(CHANNEL.log, payload)
  if (body === null) return null
  const parsed = WireBatch.safeParse(JSON.parse(body))
  // A missing optional and an undefined one are the same on this wire.
  return parsed.success ? (parsed.data as LogBatch) : null
}
