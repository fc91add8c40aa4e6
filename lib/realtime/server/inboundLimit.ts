import { TokenBucket } from './tokenBucket.ts'

/** Frames a client may send: on `/ws`, and on the seeds' paths. */
export const INBOUND_RATE = {
  main: { perSecond: 100, burst: 200 },
  seed: { perSecond: 20, burst: 60 },
} as const

/** Refused for this long without a pause of `CALM_MS`: closed. */
const TOO_LONG_MS = 10_000
const CALM_MS = 2_000
/** More than a client that merely forgets itself sends: closed at once. */
const MOST_REFUSED = 1_000
const TELL_EVERY_MS = 1_000
const MALFORMED_LIMIT = 5
const MALFORMED_WINDOW_MS = 60_000

const NONE: readonly number[] = []

/** `tell`: refused, and the client hears of it; `drop`: refused silently, it was told a moment ago. */
export type InboundVerdict = 'take' | 'tell' | 'drop' | 'close'

/** Judges how much one client sends, and how much of it makes no sense. */
export class InboundLimit {
  readonly #bucket: TokenBucket
  #refusedSince = 0
  #refused = 0
  #refusedAt = -Infinity
  #toldAt = -Infinity
  #malformedAt: readonly number[] = NONE

  constructor(rate: { readonly perSecond: number; readonly burst: number }, now: number) {
    this.#bucket = new TokenBucket(rate, now)
  }

  frame(now: number): InboundVerdict {
    if (this.#bucket.take(now)) return 'take'
    if (now - this.#refusedAt > CALM_MS) {
      this.#refusedSince = now
      this.#refused = 0
    }
    this.#refusedAt = now
    this.#refused += 1
    if (now - this.#refusedSince >= TOO_LONG_MS || this.#refused > MOST_REFUSED) return 'close'
    if (now - this.#toldAt < TELL_EVERY_MS) return 'drop'
    this.#toldAt = now
    return 'tell'
  }

  /** True when it was one too many within a minute. */
  malformed(now: number): boolean {
    this.#malformedAt = [...this.#malformedAt.filter((at) => now - at < MALFORMED_WINDOW_MS), now]
    return this.#malformedAt.length >= MALFORMED_LIMIT
  }
}
