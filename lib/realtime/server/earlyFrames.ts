/** What a client may send before it is answered. */
const MOST_FRAMES = 64
const MOST_BYTES = 64 * 1024

export interface EarlyFrame {
  readonly data: Buffer
  readonly isBinary: boolean
}

/** Keeps frames that come while a connection is being authenticated, within a small bound. */
export class EarlyFrames {
  #frames: EarlyFrame[] = []
  #bytes = 0

  /** False: too much. */
  keep(frame: EarlyFrame): boolean {
    this.#bytes += frame.data.length
    return this.#bytes <= MOST_BYTES && this.#frames.push(frame) <= MOST_FRAMES
  }

  take(): readonly EarlyFrame[] {
    const frames = this.#frames
    this.#frames = []
    return frames
  }
}
