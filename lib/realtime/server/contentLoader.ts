import type { Actor } from './actor.ts'
import type { EventSlot, Expansion } from './eventSlot.ts'
import type { Expander, LiveDomain } from './liveDomain.ts'
import type { TopicFeed } from './topicFeed.ts'

export interface ContentLoaderOptions {
  readonly domains: readonly LiveDomain<Actor>[]
  readonly now: () => number
  /** Runs a loading until it works; undefined when the hub has stopped. */
  readonly untilItWorks: <T>(load: () => Promise<T>) => Promise<T | undefined>
  /** The feed can go on. */
  readonly onLoaded: (feed: TopicFeed) => void
}

/** Loads the content of events, once per process: whoever comes meanwhile waits for the same answer. */
export class ContentLoader {
  readonly #options: ContentLoaderOptions
  readonly #expanders = new Map<string, Expander>()
  readonly #loading = new Set<EventSlot>()

  constructor(options: ContentLoaderOptions) {
    this.#options = options
    for (const domain of options.domains) {
      for (const [name, expander] of Object.entries(domain.expanders ?? {})) {
        if (this.#expanders.has(name)) throw new Error(`two expanders are called ${name}`)
        this.#expanders.set(name, expander)
      }
    }
    for (const domain of options.domains) {
      for (const [model, { expander }] of Object.entries(domain.models)) {
        if (expander !== undefined && !this.#expanders.has(expander)) {
          throw new Error(`${model} names the expander ${expander}, which no domain has`)
        }
      }
    }
  }

  /** Starts loading, unless it is under way. A topic waits for its content; it is never skipped. */
  load(feed: TopicFeed, slot: EventSlot): void {
    if (this.#loading.has(slot)) return
    this.#loading.add(slot)
    void this.#fill(feed, slot)
  }

  async #fill(feed: TopicFeed, slot: EventSlot): Promise<void> {
    const expander = this.#expanders.get(slot.entry.expander ?? '')
    const content = await this.#options.untilItWorks<Expansion>(async () => {
      if (expander === undefined) throw new Error(`no expander is called ${slot.entry.expander}`)
      return expander(slot.entry)
    })
    this.#loading.delete(slot)
    if (content === undefined) return
    slot.fill(content, this.#options.now())
    feed.refresh()
    this.#options.onLoaded(feed)
  }
}
