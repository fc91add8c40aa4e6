import type { ProjectionTx } from '../../../platform/live/projectBatch.ts'
import type { NotificationRule, RuleEvent } from '../contract/notificationRule.ts'

/** A domain's rules, and what reads the facts that they ask for. */
export interface NotificationSource<Facts = unknown> {
  readonly rules: readonly NotificationRule<Facts>[]
  /** The facts of each event as they are now; an event without any (its row is gone) is told to nobody. */
  readonly load: (tx: ProjectionTx, events: readonly RuleEvent[]) => Promise<ReadonlyMap<RuleEvent, Facts>>
}

/** Forgets the type of facts: a source's loader and rules agree on it. */
export const defineNotificationSource = <Facts>(source: NotificationSource<Facts>): NotificationSource =>
  source as unknown as NotificationSource
