import { CLOSE } from '../protocol/closeReason.ts'
import type { Clock } from './clock.ts'
import type { EngineLogger } from './engineLogger.ts'
import { errorFrame } from './errorFrame.ts'
import type { Placing } from './placing.ts'
import { retry } from './retry.ts'
import type { Sessions } from './sessions.ts'
import type { Subscription } from './subscription.ts'
import type { TopicFeed } from './topicFeed.ts'
import type { TopicRules } from './topicRules.ts'

export interface AdmissionOptions {
  readonly rules: TopicRules
  readonly sessions: Sessions
  readonly placing: Placing
  /** Resolves when the feed's head is known. */
  readonly open: (feed: TopicFeed) => Promise<void>
  /** Resolves when everything up to this position of the log has gone by in this process. */
  readonly reached: (position: number) => Promise<void>
  /** Ends the subscription: its right is not there, or no longer. */
  readonly refuse: (subscription: Subscription) => void
  readonly clock: Clock
  readonly logger: EngineLogger
}

/**
 * Decides who hears a topic. The subscription stands in its feed before anything is asked, so that a barrier in between
 * finds it, makes the steps under way stale, and has it decided anew.
 */
export class Admission {
  readonly #options: AdmissionOptions

  constructor(options: AdmissionOptions) {
    this.#options = options
  }

  /** Resolves when the subscription is live or refused, or somebody else decides about it. */
  async admit(subscription: Subscription): Promise<void> {
    const { generation } = subscription
    const grant = await this.#retry(subscription, 'authorising', async () => {
      const { actor } = subscription.connection
      return actor === null ? null : this.#options.rules.authorize(actor, subscription.feed.topic)
    })
    if (grant === undefined || !subscription.isCurrent(generation)) return
    if (grant === null) return this.#refuse(subscription)
    await this.#options.open(subscription.feed)
    // What lies before the right began may still be on its way to this process: it goes by first, to others.
    if (grant.since > 0) await this.#options.reached(grant.since)
    if (!subscription.isCurrent(generation)) return
    subscription.grantedAfter = grant.since
    await (subscription.placed
      ? this.#options.placing.proceed(subscription)
      : this.#options.placing.place(subscription))
  }

  /** Takes the right away at once, and decides anew with the actors as they are now. */
  suspend(subscriptions: readonly Subscription[]): void {
    const suspended = subscriptions.filter(({ phase }) => phase !== 'ended')
    if (suspended.length === 0) return
    const generations = suspended.map((subscription) => {
      subscription.phase = 'authorizing'
      subscription.generation += 1
      return subscription.generation
    })
    void this.#readmit(suspended, generations)
  }

  async #readmit(suspended: readonly Subscription[], generations: readonly number[]): Promise<void> {
    const sessionIds = new Set<string>()
    for (const { connection } of suspended)
      if (connection.actor !== null) sessionIds.add(connection.actor.sessionId)
    const isStale = (): boolean => !suspended.some((one, at) => one.isCurrent(generations[at] ?? -1))
    const options = {
      clock: this.#options.clock,
      logger: this.#options.logger,
      what: 'checking sessions',
      isStale,
    }
    await retry(() => this.#options.sessions.refresh([...sessionIds]), options)
    const current = suspended.filter((one, at) => one.isCurrent(generations[at] ?? -1))
    await Promise.all(current.map((one) => this.admit(one)))
  }

  #refuse(subscription: Subscription): void {
    const { connection, feed, placed, request } = subscription
    this.#options.refuse(subscription)
    if (request.answers === 'silent') return connection.close(CLOSE.forbidden)
    if (placed || request.refusal === 'unsubscribed') {
      return connection.send({ type: 'unsubscribed', topic: feed.topic, reason: 'access_changed' })
    }
    const now = this.#options.clock.now()
    connection.send(errorFrame('forbidden', now, { topic: feed.topic, request_id: request.requestId }))
  }

  #retry<T>(subscription: Subscription, what: string, run: () => Promise<T>): Promise<T | undefined> {
    const { generation } = subscription
    const { clock, logger } = this.#options
    return retry(run, { clock, logger, what, isStale: () => !subscription.isCurrent(generation) })
  }
}
