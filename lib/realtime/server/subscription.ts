import type { Cursor } from '../protocol/cursor.ts'
import type { Connection } from './connection.ts'
import type { TopicFeed } from './topicFeed.ts'

/** What was asked for, and how the answer is given. */
export interface SubscriptionRequest {
  readonly topic: string
  /** Where the client stands; null: it fetches anew. */
  readonly since: Cursor | null
  /** Null: all of them. */
  readonly entities: ReadonlySet<string> | null
  readonly requestId: string | undefined
  /** `frames`: `subscribed` and so on. `silent`: a door, whose clients know no such frames. */
  readonly answers: 'frames' | 'silent'
  /** A refused `resume` is answered as a right that was lost, a refused `subscribe` as an error. */
  readonly refusal: 'error' | 'unsubscribed'
}

/**
 * `authorizing`: nothing is delivered until the right is (again) certain. `catching_up`: events before the ring are
 * being read. `live`: everything after `lastSeq` is written as soon as the socket takes it. `ended`: for ever.
 */
export type SubscriptionPhase = 'authorizing' | 'catching_up' | 'live' | 'ended'

/** One connection's place in one topic. */
export class Subscription {
  readonly connection: Connection
  readonly feed: TopicFeed
  readonly request: SubscriptionRequest
  /** It is shown every event as the topic's other plain subscribers are: in the very same bytes. */
  readonly isPlain: boolean
  #phase: SubscriptionPhase = 'authorizing'
  /** Null: nobody waits. */
  #waiting: (() => void)[] | null = null
  /** Raised by everything that makes steps under way stale: a barrier, the end. */
  generation = 0
  /** Last seq written to the connection. */
  lastSeq = 0
  /** Whether `lastSeq` holds: the first answer has gone out. */
  placed = false
  /** The position at which the right began; nothing up to it is ever delivered. */
  grantedAfter = 0

  constructor(connection: Connection, feed: TopicFeed, request: SubscriptionRequest) {
    this.connection = connection
    this.feed = feed
    this.request = request
    this.isPlain = connection.present === null && request.entities === null
  }

  get phase(): SubscriptionPhase {
    return this.#phase
  }

  set phase(next: SubscriptionPhase) {
    this.#phase = next
    if (!this.isDecided || this.#waiting === null) return
    const waiting = this.#waiting
    this.#waiting = null
    for (const go of waiting) go()
  }

  get isDecided(): boolean {
    return this.#phase === 'live' || this.#phase === 'ended'
  }

  /** Resolves once it is live or has ended. */
  decided(): Promise<void> {
    if (this.isDecided) return Promise.resolve()
    return new Promise((resolve) => (this.#waiting ??= []).push(resolve))
  }

  isCurrent(generation: number): boolean {
    return this.generation === generation && this.#phase !== 'ended'
  }
}
