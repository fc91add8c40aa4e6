import type { Outcome } from './campaign.ts'
import type { Fault } from './runResult.ts'

type Moment = (at: number) => boolean

/** While the fault lasted. */
export const during =
  ({ from, to }: Pick<Fault, 'from' | 'to'>): Moment =>
  (at) =>
    at >= from && at <= to

/** While nothing was broken, nor had been a moment before. */
export const inCalm =
  ({ faults }: Pick<Outcome, 'faults'>): Moment =>
  (at) =>
    !faults.some(({ from, to }) => at >= from && at <= to + AFTERMATH_MS)

const AFTERMATH_MS = 1_000

/**
 * How long after its writer had the answer each event came to each observer, in ms; 0 for those that came before. Only of
 * writes that were answered then.
 */
export function measureLateness(
  { operations, observations }: Pick<Outcome, 'operations' | 'observations'>,
  isThen: Moment = () => true,
): number[] {
  const answered = new Map(
    operations
      .filter(({ outcome, endedAt }) => outcome === 'acknowledged' && isThen(endedAt))
      .map(({ id, endedAt }) => [id, endedAt]),
  )
  return observations.flatMap(({ entries }) =>
    entries.flatMap((entry) => {
      if (entry.kind !== 'event' || entry.operation === null) return []
      const at = answered.get(entry.operation)
      return at === undefined ? [] : [Math.max(0, entry.at - at)]
    }),
  )
}

/** `share` of the numbers are at most this; 0 where there are none. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

/** How long acknowledged writes took that were answered then, in ms. */
export const measureWrites = ({ operations }: Pick<Outcome, 'operations'>, isThen: Moment): number[] =>
  operations
    .filter(({ outcome, endedAt }) => outcome === 'acknowledged' && isThen(endedAt))
    .map(({ sentAt, endedAt }) => endedAt - sentAt)
