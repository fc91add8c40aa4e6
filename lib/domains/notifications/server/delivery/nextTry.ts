import type { Channel } from '../../contract/delivery.ts'
import type { OutboundError } from '../../../../platform/outbound/outboundError.ts'

/** How often a channel is tried before a delivery is given up. With the waits in between: 4 to 8 hours for mail, 8 to 16 minutes else. */
export const MOST_ATTEMPTS: Readonly<Record<Channel, number>> = { email: 12, sms: 7, push: 7 }

const FIRST_MS = 15_000
const LONGEST_MS = 4 * 3_600_000

/**
 * How long to wait after a failed attempt: twice as long as after the one before, four hours at most, and up to half of it
 * less by chance, so that what failed together is not tried together. Not before the other side wants it. Null: no more tries.
 */
export function nextTryMs(
  error: Pick<OutboundError, 'failure' | 'retryAfterMs'>,
  attempt: { readonly channel: Channel; readonly attempts: number },
  random: () => number,
): number | null {
  if (error.failure !== 'temporary' || attempt.attempts >= MOST_ATTEMPTS[attempt.channel]) return null
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt.attempts - 1))
  const wait = full / 2 + (random() * full) / 2
  return Math.round(Math.max(wait, Math.min(error.retryAfterMs ?? 0, LONGEST_MS)))
}
