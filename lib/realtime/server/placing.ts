import type { FeedHistory } from './feedHistory.ts'
import type { RealtimeMetrics } from './realtimeMetrics.ts'
import { judgeCursor } from './resume.ts'
import type { CursorVerdict } from './resume.ts'
import type { Subscription } from './subscription.ts'

export interface PlacingOptions {
  readonly history: FeedHistory
  readonly historySize: number
  readonly epoch: () => string
  readonly metrics: RealtimeMetrics
}

/** Puts an authorised subscription where it belongs in its topic, and lets it go live from there. */
export class Placing {
  readonly #options: PlacingOptions

  constructor(options: PlacingOptions) {
    this.#options = options
  }

  /** The first answer: closes the gap since the cursor wholly, or says that it is lost. */
  async place(subscription: Subscription): Promise<void> {
    const { feed, generation, request } = subscription
    const { history, metrics } = this.#options
    subscription.phase = 'catching_up'
    let verdict = this.#judge(subscription)
    if (verdict === 'replay' && request.since !== null) {
      await history.reach(feed, request.since.seq)
      if (!subscription.isCurrent(generation)) return
      verdict = this.#judge(subscription)
      if (verdict === 'replay' && !this.#reaches(subscription, request.since.seq)) verdict = 'lost'
    }
    const replayed = verdict === 'replay' && request.since !== null ? feed.head - request.since.seq : 0
    subscription.lastSeq = feed.head - replayed
    subscription.placed = true
    subscription.phase = 'live'
    metrics.resumed(verdict === 'fresh' ? 'fresh' : verdict === 'lost' ? 'not_recovered' : 'recovered')
    if (request.answers === 'frames') {
      subscription.connection.send({
        type: 'subscribed',
        topic: feed.topic,
        epoch: this.#options.epoch(),
        seq: feed.head,
        recovered: verdict === 'fresh' ? null : verdict !== 'lost',
        replayed,
        request_id: request.requestId,
      })
    }
    feed.advance(subscription)
  }

  /** Goes on after `lastSeq`: after pull mode, or once the right is certain again. A gap that cannot be closed is told. */
  async proceed(subscription: Subscription): Promise<void> {
    const { feed, generation } = subscription
    subscription.phase = 'catching_up'
    if (feed.head - subscription.lastSeq <= this.#options.historySize) {
      await this.#options.history.reach(feed, subscription.lastSeq)
      if (!subscription.isCurrent(generation)) return
    }
    const isClosed = subscription.lastSeq === feed.head || this.#reaches(subscription, subscription.lastSeq)
    if (!isClosed) this.#reset(subscription)
    subscription.phase = 'live'
    feed.advance(subscription)
  }

  #judge({ feed, request }: Subscription): CursorVerdict {
    const { epoch, historySize } = this.#options
    return judgeCursor(request.since, { epoch: epoch(), head: feed.head, historySize })
  }

  /** Whether the ring holds the event after `seq`, and the right to hear of it already stood then. */
  #reaches(subscription: Subscription, seq: number): boolean {
    const next = subscription.feed.ring.get(seq + 1)
    return next !== undefined && next.entry.position > subscription.grantedAfter
  }

  #reset(subscription: Subscription): void {
    const { connection, feed, request } = subscription
    subscription.lastSeq = feed.head
    if (request.answers !== 'frames') return
    connection.send({
      type: 'reset',
      topic: feed.topic,
      epoch: this.#options.epoch(),
      seq: feed.head,
      reason: 'too_far_behind',
    })
  }
}
