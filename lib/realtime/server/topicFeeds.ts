import type { Cursor } from '../protocol/cursor.ts'
import type { Clock } from './clock.ts'
import type { EngineLogger } from './engineLogger.ts'
import { createHeadReader } from './headReader.ts'
import type { LiveLog } from './liveLog.ts'
import type { LogFollower } from './logFollower.ts'
import { retry } from './retry.ts'
import { TopicFeed } from './topicFeed.ts'
import type { FeedContext } from './topicFeed.ts'

/** A feed nobody listens to keeps its ring for this long: whoever reconnects resumes without the database. */
const LINGER_MS = 60_000

export interface TopicFeedsOptions {
  readonly log: LiveLog
  readonly follower: LogFollower
  readonly context: FeedContext
  readonly clock: Clock
  readonly logger: EngineLogger
}

/** The active topics of this process. */
export class TopicFeeds {
  readonly #options: TopicFeedsOptions
  readonly #feeds = new Map<string, TopicFeed>()
  readonly #opening = new Map<TopicFeed, Promise<void>>()
  readonly #readHead: ReturnType<typeof createHeadReader>

  constructor(options: TopicFeedsOptions) {
    this.#options = options
    this.#readHead = createHeadReader(options.log)
  }

  get size(): number {
    return this.#feeds.size
  }

  get(topic: string): TopicFeed | undefined {
    return this.#feeds.get(topic)
  }

  /** The topic's feed; from now on it takes the topic's events. */
  activate(topic: string): TopicFeed {
    const known = this.#feeds.get(topic)
    if (known !== undefined) return known
    const feed = new TopicFeed(topic, this.#options.context)
    this.#feeds.set(topic, feed)
    return feed
  }

  /** Resolves when the feed's head is that of the log at the position that this process has reached. */
  open(feed: TopicFeed): Promise<void> {
    if (feed.opened) return Promise.resolve()
    const opening = this.#opening.get(feed) ?? this.#open(feed).finally(() => this.#opening.delete(feed))
    this.#opening.set(feed, opening)
    return opening
  }

  /**
   * Where a topic stands in this process: what lies before has been handed on here. Null where that is not known; with `follow`
   * it will be in a moment, and stays so for as long as it is asked.
   */
  placeOf(topic: string, follow: boolean): Cursor | null {
    const feed = follow ? this.activate(topic) : this.#feeds.get(topic)
    if (feed === undefined) return null
    feed.idleSince = 0
    if (feed.opened) return { epoch: this.#options.follower.epoch, seq: feed.head }
    void this.open(feed)
    return null
  }

  /** Drops feeds that nobody has listened to for a while. */
  sweep(now: number): void {
    for (const [topic, feed] of this.#feeds) {
      if (feed.subscribers.size > 0) feed.idleSince = 0
      else if (feed.idleSince === 0) feed.idleSince = now
      else if (now - feed.idleSince >= LINGER_MS) this.#feeds.delete(topic)
    }
  }

  drop(topic: string): void {
    this.#feeds.delete(topic)
  }

  /** Forgets all of them: their history is no longer the log's. */
  clear(): void {
    this.#feeds.clear()
  }

  async #open(feed: TopicFeed): Promise<void> {
    const { clock, follower, logger } = this.#options
    const isStale = (): boolean => this.#feeds.get(feed.topic) !== feed
    await retry(
      async () => {
        const place = await this.#readHead(feed.topic)
        if (place.head.epoch !== follower.epoch) {
          follower.compare()
          throw new Error('the log has another epoch')
        }
        // What was committed up to this head and has not come by yet comes first; the events themselves then say where
        // the topic stands. Otherwise nothing of the topic was committed since, and the head that was read holds.
        await follower.reached(place.head.position)
        feed.open(place.seq)
      },
      { clock, logger, what: 'reading a topic’s head', isStale },
    )
  }
}
