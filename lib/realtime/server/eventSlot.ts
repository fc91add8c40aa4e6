import { frameJson } from './frameText.ts'
import type { LogEntry } from './logEntry.ts'

/** What an expander found: the frame's fields, or null when the row is gone. */
export type Expansion = Readonly<Record<string, unknown>> | null

/** Turns an event into the frame of one door; null: this door says nothing of it. Without an expander content is null. */
export type EventPresenter = (entry: LogEntry, content: Expansion) => object | null

/** One event of a topic with its bytes, serialised once for each way in which it is shown. */
export class EventSlot {
  readonly entry: LogEntry
  readonly #epoch: string
  /** Undefined: not loaded. */
  #expansion: Expansion | undefined
  #loadedAt = 0
  #frame: Buffer | null = null
  #skip: Buffer | null = null
  #presented: Map<EventPresenter, Buffer | null> | null = null
  /** Whether the time from commit to frame is still to be observed. */
  fresh: boolean

  constructor(entry: LogEntry, epoch: string, fresh: boolean) {
    this.entry = entry
    this.#epoch = epoch
    this.fresh = fresh
  }

  /** Whether content must be loaded before it can be shown; content is shared for `sharedMs` after it was loaded. */
  needsLoad(now: number, sharedMs: number): boolean {
    if (this.entry.expander === null) return false
    return this.#expansion === undefined || now - this.#loadedAt > sharedMs
  }

  fill(expansion: Expansion, now: number): void {
    this.#expansion = expansion
    this.#loadedAt = now
    this.#frame = null
    this.#presented = null
  }

  /** The frame on `/ws`. */
  frame(): Buffer {
    this.#frame ??= frameJson(this.#body())
    return this.#frame
  }

  /** The frame for a connection that filtered this entity out. */
  skipFrame(): Buffer {
    const { topic, seq } = this.entry
    this.#skip ??= frameJson({ type: 'skip', topic, seq })
    return this.#skip
  }

  /** The frame on a seed's path; null where the door shows nothing. */
  presentedBy(present: EventPresenter): Buffer | null {
    this.#presented ??= new Map()
    const known = this.#presented.get(present)
    if (known !== undefined) return known
    const shown = present(this.entry, this.#expansion ?? null)
    const frame = shown === null ? null : frameJson(shown)
    this.#presented.set(present, frame)
    return frame
  }

  #body(): object {
    const { kind, topic, seq, entity, action, data, timestamp, changeId, actorId } = this.entry
    if (kind === 'reset') return { type: 'reset', topic, epoch: this.#epoch, seq, reason: 'history_broken' }
    const own = changeId === null ? undefined : changeId
    if (this.entry.expander === null || this.#expansion === undefined) {
      const by = actorId ?? undefined
      return { type: 'data_update', entity, action, data, timestamp, topic, seq, change_id: own, by }
    }
    if (this.#expansion === null) return { type: 'gone', topic, seq, id: String(data['id']) }
    return { ...this.#expansion, topic, seq, change_id: own }
  }
}
