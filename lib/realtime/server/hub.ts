import { CLOSE } from '../protocol/closeReason.ts'
import type { Actor } from './actor.ts'
import { Admission } from './admission.ts'
import type { Backplane, Unsubscribe } from './backplane.ts'
import { Barrier } from './barrier.ts'
import { openBatch } from './batchWire.ts'
import { CHANNEL } from './channels.ts'
import type { Clock } from './clock.ts'
import type { Connection } from './connection.ts'
import type { ConnectionRegistry } from './connectionRegistry.ts'
import { ContentLoader } from './contentLoader.ts'
import type { EngineLogger } from './engineLogger.ts'
import { FanOut } from './fanOut.ts'
import { FeedHistory } from './feedHistory.ts'
import type { LiveDomain } from './liveDomain.ts'
import type { LiveLog } from './liveLog.ts'
import type { LogEntry } from './logEntry.ts'
import { LogFollower } from './logFollower.ts'
import { Placing } from './placing.ts'
import type { RealtimeMetrics } from './realtimeMetrics.ts'
import { retry } from './retry.ts'
import type { PayloadSeal } from './sealedPayload.ts'
import type { Sessions } from './sessions.ts'
import { Subscription } from './subscription.ts'
import type { SubscriptionRequest } from './subscription.ts'
import { TopicFeeds } from './topicFeeds.ts'
import type { TopicRules } from './topicRules.ts'

export interface HubOptions {
  readonly log: LiveLog
  readonly backplane: Backplane
  readonly seal: PayloadSeal
  readonly domains: readonly LiveDomain<Actor>[]
  readonly rules: TopicRules
  readonly registry: ConnectionRegistry
  readonly sessions: Sessions
  readonly historySize: number
  readonly clock: Clock
  readonly logger: EngineLogger
  readonly metrics: RealtimeMetrics
  /** Whether another process writes to the same log. */
  readonly hasCompany: () => boolean
  /** Told of each revocation, in order, before anything that comes after it. */
  readonly onRevocation?: () => void
  /** Told after entries were taken. */
  readonly onLogGrown?: () => void
  /** The connection hears nothing more of the topic because it may not. */
  readonly onTopicLost: (connection: Connection, topic: string) => void
}

/** Brings the log's events to those who subscribed: in order per topic, without a gap, to nobody else. */
export class Hub {
  readonly barrier: Barrier
  readonly follower: LogFollower
  readonly feeds: TopicFeeds
  readonly #options: HubOptions
  readonly #admission: Admission
  readonly #placing: Placing
  readonly #fanOut = new FanOut()
  #stopped = false
  #undoSubscribe: Unsubscribe = () => Promise.resolve()

  constructor(options: HubOptions) {
    const { backplane, clock, historySize, log, logger, metrics } = options
    this.#options = options
    this.follower = new LogFollower({
      log,
      clock,
      logger,
      metrics,
      mayLose: () => backplane.mode === 'down' || (backplane.mode === 'memory' && options.hasCompany()),
      onEntry: (entry, epoch) => this.#take(entry, epoch),
      onPause: () => {
        this.#fanOut.run()
        options.onLogGrown?.()
      },
      onLost: () => this.#startOver(),
    })
    const epoch = (): string => this.follower.epoch
    const untilItWorks = <T>(run: () => Promise<T>): Promise<T | undefined> =>
      retry(run, { clock, logger, what: 'reading for a topic', isStale: () => this.#stopped })
    const loader = new ContentLoader({
      domains: options.domains,
      now: () => clock.now(),
      untilItWorks,
      onLoaded: (feed) => {
        this.#fanOut.mark(feed)
        this.#fanOut.run()
      },
    })
    this.feeds = new TopicFeeds({
      log,
      follower: this.follower,
      clock,
      logger,
      context: {
        historySize,
        now: () => clock.now(),
        load: (feed, slot) => loader.load(feed, slot),
        behind: (subscription) => this.#proceed(subscription),
        observe: (entry) => metrics.committedToFrame((clock.now() - Date.parse(entry.timestamp)) / 1_000),
      },
    })
    const history = new FeedHistory({ log, historySize, epoch, untilItWorks })
    this.#placing = new Placing({ history, historySize, epoch, metrics })
    this.#admission = new Admission({
      rules: options.rules,
      sessions: options.sessions,
      placing: this.#placing,
      open: (feed) => this.feeds.open(feed),
      reached: (position) => this.follower.reached(position),
      refuse: (subscription) => {
        this.#end(subscription)
        options.onTopicLost(subscription.connection, subscription.feed.topic)
      },
      clock,
      logger,
    })
    this.barrier = new Barrier({
      registry: options.registry,
      admission: this.#admission,
      feed: (topic) => this.feeds.get(topic),
    })
  }

  /** Subscribes to the backplane first and reads the head second: nothing falls between the two. */
  async start(): Promise<void> {
    const { backplane, logger, metrics, seal } = this.#options
    this.#undoSubscribe = await backplane.subscribe(CHANNEL.log, (payload) => {
      const batch = openBatch(seal, payload)
      if (batch !== null) return this.follower.accept(batch)
      metrics.payloadRefused()
      logger.warn({ channel: CHANNEL.log }, 'a payload without our seal was refused')
    })
    await this.follower.start()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.follower.stop()
    await this.#undoSubscribe()
  }

  /** Registers first, authorises second. A topic that is subscribed already starts again from the given cursor. */
  async subscribe(connection: Connection, request: SubscriptionRequest): Promise<void> {
    if (!connection.isOpen) return
    const before = connection.subscriptions.get(request.topic)
    if (before !== undefined) this.#end(before)
    const feed = this.feeds.activate(request.topic)
    const subscription = new Subscription(connection, feed, request)
    feed.subscribers.add(subscription)
    connection.subscriptions.set(request.topic, subscription)
    await this.#admission.admit(subscription)
  }

  /** False: it was not subscribed. */
  unsubscribe(connection: Connection, topic: string): boolean {
    const subscription = connection.subscriptions.get(topic)
    if (subscription !== undefined) this.#end(subscription)
    return subscription !== undefined
  }

  /** The connection is gone. */
  leave(connection: Connection): void {
    for (const subscription of connection.subscriptions.values()) this.#end(subscription)
  }

  /** The connection takes events again: writes what it has missed, a different topic first each time. */
  advance(connection: Connection): void {
    for (const [topic, subscription] of Array.from(connection.subscriptions)) {
      if (connection.holding) return
      if (subscription.phase !== 'live' || subscription.lastSeq === subscription.feed.head) continue
      connection.subscriptions.delete(topic)
      connection.subscriptions.set(topic, subscription)
      subscription.feed.advance(subscription)
    }
  }

  /** Live subscriptions of a topic in this process. */
  *listeners(topic: string): Iterable<Connection> {
    for (const { connection, phase } of this.feeds.get(topic)?.subscribers ?? []) {
      if (phase === 'live') yield connection
    }
  }

  #take(entry: LogEntry, epoch: string): void {
    if (entry.revocation !== null) {
      this.barrier.apply(entry.revocation)
      this.#options.onRevocation?.()
    }
    const feed = this.feeds.get(entry.topic)
    if (feed === undefined) return
    if (feed.append(entry, epoch)) return this.#fanOut.mark(feed)
    this.#options.logger.error(
      { topic: entry.topic, seq: entry.seq, head: feed.head },
      'a topic lost its order',
    )
    for (const { connection } of feed.subscribers) connection.close(CLOSE.startOver)
    this.feeds.drop(entry.topic)
  }

  #proceed(subscription: Subscription): void {
    this.#placing.proceed(subscription).catch((error: unknown) => {
      this.#options.logger.error({ err: error }, 'a subscription could not go on')
      subscription.connection.close(CLOSE.internal)
    })
  }

  #end(subscription: Subscription): void {
    subscription.phase = 'ended'
    subscription.generation += 1
    subscription.feed.subscribers.delete(subscription)
    const { subscriptions } = subscription.connection
    if (subscriptions.get(subscription.feed.topic) === subscription) {
      subscriptions.delete(subscription.feed.topic)
    }
  }

  /** Nothing that clients know holds any longer. */
  #startOver(): void {
    this.feeds.clear()
    for (const connection of this.#options.registry.all()) {
      if (connection.actor !== null) connection.close(CLOSE.startOver)
    }
  }
}
