import type { Database } from '../../../../platform/database/createDatabase.ts'
import type { OutboundError } from '../../../../platform/outbound/outboundError.ts'
import type { Claim } from './claimDeliveries.ts'

const NOBODY = { actorId: null, sessionId: null, changeId: null, address: null }

/** How an attempt ended. */
export type Outcome =
  | { readonly state: 'sent'; readonly reference: string | null }
  | { readonly state: 'failed'; readonly reason: string; readonly dueAt: number }
  | { readonly state: 'dead'; readonly reason: string; readonly isGone: boolean }
  | { readonly state: 'no_transport' }

/** An error as an outcome. `waitMs` null: it is not tried again. */
export function failedOutcome(error: OutboundError, waitMs: number | null, now: number): Outcome {
  const { reason } = error
  if (waitMs === null) return { state: 'dead', reason, isGone: error.failure === 'gone' }
  return { state: 'failed', reason, dueAt: now + waitMs }
}

/** Writes down how an attempt ended, unless another process has taken it over since. A browser that is gone is forgotten. */
export async function recordOutcome(
  database: Database,
  claim: Claim,
  outcome: Outcome & { readonly at: number },
): Promise<void> {
  const isSent = outcome.state === 'sent'
  await database.inTransaction(NOBODY, async (tx) => {
    const changed = await tx.$executeRaw`
      UPDATE deliveries
         SET state = ${outcome.state}::delivery_state,
             reason = ${'reason' in outcome ? outcome.reason : null},
             reference = ${isSent ? outcome.reference : null},
             sent_at = ${isSent ? new Date(outcome.at) : null},
             due_at = coalesce(${'dueAt' in outcome ? new Date(outcome.dueAt) : null}, due_at),
             locked_until = NULL
       WHERE digest_id = ${claim.digestId}::uuid AND state = 'sending' AND attempts = ${claim.attempts}`
    const subscriptionId = claim.members[0]?.subscription_id ?? null
    if (changed > 0 && outcome.state === 'dead' && outcome.isGone && subscriptionId !== null) {
      await tx.pushSubscription.deleteMany({ where: { id: subscriptionId } })
    }
  })
}
