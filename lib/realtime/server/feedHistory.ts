import { EventSlot } from './eventSlot.ts'
import type { LiveLog } from './liveLog.ts'
import type { TopicFeed } from './topicFeed.ts'

export interface FeedHistoryOptions {
  readonly log: LiveLog
  readonly historySize: number
  readonly epoch: () => string
  /** Runs a reading until it works; undefined when the hub has stopped. */
  readonly untilItWorks: <T>(read: () => Promise<T>) => Promise<T | undefined>
}

/** Fills rings backwards from the log, one reading per topic at a time, whoever waits for it. */
export class FeedHistory {
  readonly #options: FeedHistoryOptions
  readonly #running = new Map<TopicFeed, Promise<void>>()

  constructor(options: FeedHistoryOptions) {
    this.#options = options
  }

  /** Tries to make the ring reach back to the event after `afterSeq`. Look at the ring to see whether it does. */
  async reach(feed: TopicFeed, afterSeq: number): Promise<void> {
    const mayReach = (): boolean => feed.ring.firstSeq > afterSeq + 1 && afterSeq + 1 >= feed.keptFrom
    while (mayReach()) {
      const running = this.#running.get(feed)
      if (running === undefined) break
      await running
    }
    if (!mayReach()) return
    const reading = this.#read(feed, afterSeq).then((done) => {
      this.#running.delete(feed)
      if (!done) feed.keptFrom = Math.max(feed.keptFrom, feed.ring.firstSeq)
    })
    this.#running.set(feed, reading)
    await reading
  }

  /** False: the log does not reach back so far, or the ring has moved on too quickly. */
  async #read(feed: TopicFeed, afterSeq: number): Promise<boolean> {
    const { log, historySize, untilItWorks } = this.#options
    const upTo = feed.ring.firstSeq - 1
    const entries = await untilItWorks(() => log.readTopic(feed.topic, afterSeq, upTo, historySize))
    const last = entries?.at(-1)
    if (entries === undefined || last === undefined || last.seq !== feed.ring.firstSeq - 1) return false
    feed.ring.prepend(entries.map((entry) => new EventSlot(entry, this.#options.epoch(), false)))
    return entries[0]?.seq === afterSeq + 1
  }
}
