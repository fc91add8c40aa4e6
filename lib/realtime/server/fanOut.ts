import type { Subscription } from './subscription.ts'
import type { TopicFeed } from './topicFeed.ts'

/** Subscriptions served in one turn of the event loop. */
export const SLICE = 500

/** Brings the subscribers of changed topics up to date: the first slice at once, the others in turns of their own. */
export class FanOut {
  readonly #feeds: TopicFeed[] = []
  readonly #marked = new Set<TopicFeed>()
  #current: { feed: TopicFeed; rest: Iterator<Subscription> } | null = null
  #scheduled = false

  /** The feed has something new. */
  mark(feed: TopicFeed): void {
    if (this.#marked.has(feed) || feed.subscribers.size === 0) return
    this.#marked.add(feed)
    this.#feeds.push(feed)
  }

  /** Serves what is marked. While slices are still waiting for their turn this changes nothing. */
  run(): void {
    if (!this.#scheduled) this.#slice()
  }

  #slice(): void {
    for (let left = SLICE; left > 0;) {
      this.#current ??= this.#next()
      if (this.#current === null) return
      const { feed, rest } = this.#current
      const step = rest.next()
      if (step.done === true) {
        this.#current = null
        continue
      }
      feed.advance(step.value)
      left -= 1
    }
    if (this.#current === null && this.#feeds.length === 0) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      this.#slice()
    })
  }

  #next(): { feed: TopicFeed; rest: Iterator<Subscription> } | null {
    const feed = this.#feeds.shift()
    if (feed === undefined) return null
    // From here on an event marks it again: those who were already served in this pass must be visited once more.
    this.#marked.delete(feed)
    return { feed, rest: feed.subscribers.values() }
  }
}
