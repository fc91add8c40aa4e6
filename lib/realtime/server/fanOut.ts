import type { Subscription } from './subscription.ts'
import type { TopicFeed } from './topicFeed.ts'

/** Subscriptions served in one turn of the event loop. */
export const SLICE = 500

interface Pass {
  readonly feed: TopicFeed
  /** Those who are still to be served; what `for` has taken from it is gone. */
  readonly rest: IterableIterator<Subscription>
  /** No other topic waits for its pass: what this one writes need not wait to be joined with theirs. */
  readonly isAlone: boolean
}

/**
 * Brings the subscribers of changed topics up to date: the first slice as soon as everything that came in the same turn of
 * the event loop is there, the others in turns of their own.
 */
export class FanOut {
  readonly #feeds: TopicFeed[] = []
  readonly #marked = new Set<TopicFeed>()
  #current: Pass | null = null
  #scheduled = false

  /** The feed has something new. */
  mark(feed: TopicFeed): void {
    if (this.#marked.has(feed) || feed.subscribers.size === 0) return
    this.#marked.add(feed)
    this.#feeds.push(feed)
  }

  /** Serves what is marked. While slices are still waiting for their turn this changes nothing. */
  run(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    process.nextTick(this.#slice)
  }

  readonly #slice = (): void => {
    this.#scheduled = false
    for (let left = SLICE; left > 0;) {
      this.#current ??= this.#next()
      if (this.#current === null) return
      left = this.#serve(this.#current, left)
    }
    if (this.#current === null && this.#feeds.length === 0) return
    this.#scheduled = true
    setImmediate(this.#slice)
  }

  /** Answers how many more may be served in this turn. */
  #serve({ feed, isAlone, rest }: Pass, most: number): number {
    let left = most
    for (const subscription of rest) {
      feed.advance(subscription, isAlone)
      left -= 1
      if (left === 0) return 0
    }
    this.#current = null
    return left
  }

  #next(): Pass | null {
    const feed = this.#feeds.shift()
    if (feed === undefined) return null
    // From here on an event marks it again: those who were already served in this pass must be visited once more.
    this.#marked.delete(feed)
    return { feed, rest: feed.subscribers.values(), isAlone: this.#feeds.length === 0 }
  }
}
