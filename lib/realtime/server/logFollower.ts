import type { Clock } from './clock.ts'
import type { EngineLogger } from './engineLogger.ts'
import type { LiveLog, LogHead } from './liveLog.ts'
import type { LogBatch, LogEntry } from './logEntry.ts'
import type { RealtimeMetrics } from './realtimeMetrics.ts'

const READ_LIMIT = 500
const TICK_MS = 200
/** Every fifth tick compares in any case. */
const SLOW_TICKS = 5
const RETRY_MS = 250

export interface LogFollowerOptions {
  readonly log: LiveLog
  readonly clock: Clock
  readonly logger: EngineLogger
  readonly metrics: RealtimeMetrics
  /** Whether batches may be lost now, so that the head is compared every 200 ms instead of every second. */
  readonly mayLose: () => boolean
  /** The next entry, in order. Runs to its end before the entry after it is looked at. */
  readonly onEntry: (entry: LogEntry, epoch: string) => void
  /** No more entries in this turn. */
  readonly onPause: () => void
  /** The log is another one, or no longer reaches back to where we stood. `epoch` and `position` are set anew. */
  readonly onLost: (reason: 'epoch' | 'history') => void
}

/**
 * Follows the log without a gap: batches from the backplane as long as they are contiguous, the log itself for
 * everything else. What the backplane loses comes late, never not at all.
 */
export class LogFollower {
  #head: LogHead = { epoch: '', position: 0 }
  #last: LogEntry | null = null
  /** A batch has shown that the log is an older copy with other entries behind it. */
  #isOlder = false
  #started = false
  #stopped = false
  #reading = false
  #readAgain = false
  #comparing = false
  #ticks = 0
  #failedSince: number | null = null
  #undoTicker: () => void = () => {}
  #waiting: { position: number; resolve: () => void }[] = []
  readonly #options: LogFollowerOptions

  constructor(options: LogFollowerOptions) {
    this.#options = options
  }

  get epoch(): string {
    return this.#head.epoch
  }

  get position(): number {
    return this.#head.position
  }

  /** Since when the log could not be read; null while it can. */
  get failedSince(): number | null {
    return this.#failedSince
  }

  /** Reads the head. Subscribe to the backplane before, so that nothing falls between the two. */
  async start(): Promise<void> {
    this.#head = await this.#options.log.head()
    this.#started = true
    this.#undoTicker = this.#options.clock.setTicker(TICK_MS, () => this.#tick())
    this.#read()
  }

  stop(): void {
    this.#stopped = true
    this.#undoTicker()
    for (const { resolve } of this.#waiting.splice(0)) resolve()
  }

  /** Resolves when everything up to `position` has been handed on. */
  reached(position: number): Promise<void> {
    if (this.#stopped || this.position >= position) return Promise.resolve()
    this.#read()
    return new Promise((resolve) => this.#waiting.push({ position, resolve }))
  }

  /** A batch from the backplane. */
  accept(batch: LogBatch): void {
    if (!this.#started || this.#stopped) return
    if (batch.epoch !== this.epoch) return this.compare()
    const first = batch.entries[0]
    if (first === undefined) return
    if (first.position > this.position + 1) {
      this.#options.metrics.gapFound('hole')
      return this.#read()
    }
    if (this.#contradicts(batch.entries)) {
      this.#isOlder = true
      return this.compare()
    }
    this.#hand(batch.entries)
  }

  /** Whether the entry that we stand at is another one there. */
  #contradicts(entries: readonly LogEntry[]): boolean {
    const there = entries.find(({ position }) => position === this.position)
    if (there === undefined || this.#last?.position !== there.position) return false
    const { topic, seq, timestamp } = this.#last
    return there.topic !== topic || there.seq !== seq || there.timestamp !== timestamp
  }

  /** Reads the head once and acts on what it says. */
  compare(): void {
    if (this.#comparing || this.#stopped || !this.#started) return
    this.#comparing = true
    const { position } = this
    this.#options.log
      .head()
      .then((head) => (head.position < position || this.#isOlder ? this.#turnedBack(head) : head))
      .then(
        (head) => this.#onHead(head),
        (error: unknown) => this.#onFailure(error),
      )
      .finally(() => {
        this.#comparing = false
      })
  }

  #tick(): void {
    this.#ticks += 1
    const isUnsure = this.#failedSince !== null || this.#options.mayLose()
    if (this.#ticks % SLOW_TICKS === 0 || isUnsure) this.compare()
  }

  /**
   * What was read before the head was asked for is no longer in the log: an older copy of the same log was put in its place,
   * and its positions will be given again. Another epoch tells everybody, also those who are not connected now.
   */
  async #turnedBack(head: LogHead): Promise<LogHead> {
    if (head.epoch === this.epoch) await this.#options.log.renew(head.epoch)
    this.#isOlder = false
    return await this.#options.log.head()
  }

  #onHead(head: LogHead): void {
    this.#failedSince = null
    if (this.#stopped) return
    if (head.epoch !== this.epoch) return this.#lose('epoch', head)
    if (head.position > this.position) this.#read()
  }

  #hand(entries: readonly LogEntry[]): void {
    const { epoch } = this
    for (const entry of entries) {
      if (entry.position !== this.position + 1) continue
      this.#head = { epoch, position: entry.position }
      this.#last = entry
      this.#options.onEntry(entry, epoch)
    }
    this.#options.onPause()
    this.#settle()
  }

  #settle(): void {
    if (this.#waiting.length === 0) return
    const still = this.#waiting.filter(({ position }) => position > this.position)
    const done = this.#waiting.filter(({ position }) => position <= this.position)
    this.#waiting = still
    for (const { resolve } of done) resolve()
  }

  /** Reads on from `position` until the log has no more. One reader at a time; a wish meanwhile makes it go on. */
  #read(): void {
    if (!this.#started || this.#stopped) return
    if (this.#reading) {
      this.#readAgain = true
      return
    }
    this.#reading = true
    this.#readOn().then(
      () => {
        this.#reading = false
        this.#failedSince = null
        if (this.#readAgain) this.#read()
      },
      (error: unknown) => {
        this.#reading = false
        this.#onFailure(error)
        this.#options.clock.setTimer(RETRY_MS, () => this.#read())
      },
    )
  }

  async #readOn(): Promise<void> {
    let reaching = 0
    for (;;) {
      this.#readAgain = false
      const { epoch } = this
      const entries = await this.#options.log.readAfter(this.position, READ_LIMIT)
      // Read after the entries: while the epoch stands, they are of this log.
      const head = await this.#options.log.head()
      if (this.#stopped || epoch !== this.epoch) return
      if (head.epoch !== epoch) return this.#lose('epoch', head)
      if (entries.length === 0) {
        if (head.position <= this.position) return
        // What lies up to a head that was known before is gone; what came since is read in the next round.
        if (reaching > this.position) return this.#lose('history', head)
        reaching = head.position
        continue
      }
      // The backplane may have gone on meanwhile.
      const ahead = entries.filter((entry) => entry.position > this.position)
      const first = ahead[0]
      if (first === undefined) {
        if (entries.length < READ_LIMIT) return
        continue
      }
      if (first.position > this.position + 1) return this.#lose('history', head)
      this.#options.metrics.gapFound('behind')
      this.#hand(ahead)
    }
  }

  #lose(reason: 'epoch' | 'history', head: LogHead): void {
    this.#options.logger.warn({ reason, epoch: head.epoch, position: head.position }, 'the log was reset')
    this.#head = head
    this.#options.onLost(reason)
    this.#settle()
  }

  #onFailure(error: unknown): void {
    if (this.#failedSince === null) {
      this.#failedSince = this.#options.clock.now()
      this.#options.logger.warn({ err: error }, 'the log cannot be read')
    }
  }
}
