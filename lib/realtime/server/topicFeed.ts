import { Ring } from './ring.ts'
import { EventSlot } from './eventSlot.ts'
import type { LogEntry } from './logEntry.ts'
import type { Subscription } from './subscription.ts'

/** Bytes of one write at most, unless a single frame is longer. */
const CHUNK_BYTES = 64 * 1024

/** What a feed's events are read from and how they are shown; shared by all feeds of a hub. */
export interface FeedContext {
  readonly historySize: number
  readonly now: () => number
  /** Loads a slot's content, once however often it is asked; calls back on the feed's next advance. */
  readonly load: (feed: TopicFeed, slot: EventSlot) => void
  /** The subscription stands before the ring: it must read the log. */
  readonly behind: (subscription: Subscription) => void
  readonly observe: (entry: LogEntry) => void
}

/** Frames that follow each other, as one piece: the same bytes for everybody who stands before them. */
interface Chunk {
  readonly from: number
  readonly to: number
  readonly bytes: Buffer
  /** Nothing in it must be loaded anew before it is shown again. */
  readonly isLasting: boolean
}

/** How long loaded content is shared by readers before it is loaded again. */
const SHARED_MS = 1_000

/** One active topic in this process: its last events and who hears them. */
export class TopicFeed {
  readonly topic: string
  readonly ring: Ring<EventSlot>
  readonly subscribers = new Set<Subscription>()
  /** Whether `head` is known. */
  opened = false
  /** When the last subscriber left; 0 while somebody listens. */
  idleSince = 0
  /** First seq that the log still holds, as far as is known. */
  keptFrom = 1
  readonly #context: FeedContext
  #chunk: Chunk | null = null

  constructor(topic: string, context: FeedContext) {
    this.topic = topic
    this.#context = context
    this.ring = new Ring(context.historySize)
  }

  /** Last seq that this process has seen. */
  get head(): number {
    return this.ring.lastSeq
  }

  /** Sets the head from the log, unless an event has told it already. */
  open(head: number): void {
    if (!this.opened) this.ring.restartAfter(head)
    this.opened = true
  }

  /** Takes the topic's next event. False: it does not follow, and the feed cannot go on. */
  append(entry: LogEntry, epoch: string): boolean {
    if (!this.opened) this.open(entry.seq - 1)
    if (entry.seq !== this.head + 1) return false
    this.ring.append(new EventSlot(entry, epoch, true))
    return true
  }

  /** A slot's content was loaded anew. */
  refresh(): void {
    this.#chunk = null
  }

  /**
   * Writes what the subscription has not got yet, as far as content is loaded and the socket takes it. `now`: it need not
   * wait for what else this turn has for the connection.
   */
  advance(subscription: Subscription, now = false): void {
    const { connection } = subscription
    const chunk = this.#chunk
    // What nearly every subscriber needs: the last one's very bytes.
    if (
      now &&
      chunk !== null &&
      chunk.isLasting &&
      chunk.from === subscription.lastSeq + 1 &&
      chunk.to === this.head &&
      subscription.isPlain &&
      subscription.phase === 'live' &&
      !connection.holding
    ) {
      subscription.lastSeq = chunk.to
      return connection.writeNow(chunk.bytes, chunk.to - chunk.from + 1)
    }
    while (subscription.phase === 'live' && subscription.lastSeq < this.head && !connection.holding) {
      const from = subscription.lastSeq + 1
      if (from < this.ring.firstSeq) return this.#context.behind(subscription)
      const to = this.#showable(from)
      if (to < from) return
      subscription.lastSeq = subscription.isPlain
        ? this.#writePlain(subscription, from, to)
        : this.#writeEach(subscription, from, to)
    }
  }

  /** The last seq from `from` on up to which every slot can be shown now; starts loading the first that cannot. */
  #showable(from: number): number {
    const now = this.#context.now()
    for (let seq = from; seq <= this.head; seq += 1) {
      const slot = this.ring.get(seq)
      if (slot === undefined) return seq - 1
      if (!slot.needsLoad(now, SHARED_MS)) continue
      this.#context.load(this, slot)
      return seq - 1
    }
    return this.head
  }

  #writePlain(subscription: Subscription, from: number, to: number): number {
    let chunk = this.#chunk
    const fits =
      chunk !== null &&
      chunk.from === from &&
      (chunk.to === to || (chunk.to < to && chunk.bytes.length >= CHUNK_BYTES))
    if (!fits || chunk === null) chunk = this.#chunk = this.#buildChunk(from, to)
    subscription.connection.write(chunk.bytes, chunk.to - from + 1)
    return chunk.to
  }

  #buildChunk(from: number, to: number): Chunk {
    const frames: Buffer[] = []
    let isLasting = true
    let bytes = 0
    let last = from - 1
    for (let seq = from; seq <= to && (bytes < CHUNK_BYTES || seq === from); seq += 1) {
      const slot = this.ring.get(seq)
      if (slot === undefined) break
      const frame = slot.frame()
      this.#observe(slot)
      isLasting &&= slot.entry.expander === null
      frames.push(frame)
      bytes += frame.length
      last = seq
    }
    const only = frames.length === 1 ? frames[0] : undefined
    return { from, to: last, bytes: only ?? Buffer.concat(frames, bytes), isLasting }
  }

  #writeEach(subscription: Subscription, from: number, to: number): number {
    const { connection, request } = subscription
    for (let seq = from; seq <= to; seq += 1) {
      if (connection.holding) return seq - 1
      const slot = this.ring.get(seq)
      if (slot === undefined) return seq - 1
      this.#observe(slot)
      const wanted = slot.entry.kind === 'reset' || (request.entities?.has(slot.entry.entity) ?? true)
      if (connection.shows !== null && !connection.shows(slot.entry, connection)) continue
      const frame =
        connection.present !== null
          ? slot.presentedBy(connection.present)
          : wanted
            ? slot.frame()
            : slot.skipFrame()
      if (frame !== null) connection.write(frame, 1)
    }
    return to
  }

  #observe(slot: EventSlot): void {
    if (!slot.fresh) return
    slot.fresh = false
    this.#context.observe(slot.entry)
  }
}
