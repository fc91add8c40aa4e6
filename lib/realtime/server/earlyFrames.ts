/** What a client may send before it is answered: protocol pings and pongs count, too. */
const MOST_FRAMES = 64
const MOST_BYTES = 32 * 1024

export interface EarlyFrame {
  readonly data: Buffer
  readonly isBinary: boolean
}

/** Keeps frames that come while a connection is being authenticated, within a small bound. */
export class EarlyFrames {
  #frames: EarlyFrame[] = []
  #count = 0
  #bytes = 0

  /** False: too much. Nothing is kept from then on. */
  keep({ data, isBinary }: EarlyFrame): boolean {
    if (!this.note(data.length)) return false
    // Of its own: a frame is a view into what the socket has read at once, which would be kept with it.
    this.#frames.push({ data: Buffer.from(data), isBinary })
    return true
  }

  /** Counts a frame that need not be kept. */
  note(bytes: number): boolean {
    this.#count += 1
    this.#bytes += bytes
    return this.#count <= MOST_FRAMES && this.#bytes <= MOST_BYTES
  }

  take(): readonly EarlyFrame[] {
    const frames = this.#frames
    this.#frames = []
    return frames
  }
}
