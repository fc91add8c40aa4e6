/** The last `size` items of a numbered series, without a gap between them. Numbers are seqs, from 1. */
export class Ring<Item> {
  readonly #size: number
  #items: Item[] = []
  #start = 0
  /** Seq of the item at `#start`; one more than the last while empty. */
  #firstSeq = 1

  constructor(size: number) {
    this.#size = size
  }

  get length(): number {
    return this.#items.length - this.#start
  }

  get firstSeq(): number {
    return this.#firstSeq
  }

  get lastSeq(): number {
    return this.#firstSeq + this.length - 1
  }

  /** Empties it; the next item has the seq after `lastSeq`. */
  restartAfter(lastSeq: number): void {
    this.#items = []
    this.#start = 0
    this.#firstSeq = lastSeq + 1
  }

  append(item: Item): void {
    this.#items.push(item)
    if (this.length <= this.#size) return
    this.#start += 1
    this.#firstSeq += 1
    if (this.#start < this.#size) return
    this.#items = this.#items.slice(this.#start)
    this.#start = 0
  }

  /** Puts older items before the first: the last of them has the seq just before `firstSeq`. */
  prepend(items: readonly Item[]): void {
    const room = Math.max(0, this.#size - this.length)
    const kept = room === 0 ? [] : items.slice(-room)
    this.#items = [...kept, ...this.#items.slice(this.#start)]
    this.#start = 0
    this.#firstSeq -= kept.length
  }

  /** Undefined outside of what it holds. */
  get(seq: number): Item | undefined {
    return seq < this.#firstSeq ? undefined : this.#items[this.#start + seq - this.#firstSeq]
  }
}
