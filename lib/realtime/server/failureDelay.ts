const FREE_FAILURES = 5
const WINDOW_MS = 60_000
const STEP_MS = 250
const LONGEST_MS = 2_000
const MOST_PLACES = 10_000

/** Slows down guessing: how long the answer to a bad credential waits, by where it came from. */
export class FailureDelay {
  readonly #failures = new Map<string, { count: number; at: number }>()

  /** Counts a failure and answers the delay in ms: 0 for the first five within a minute, then doubling up to 2 s. */
  failed(place: string, now: number): number {
    const known = this.#failures.get(place)
    const count = known === undefined || now - known.at > WINDOW_MS ? 1 : known.count + 1
    this.#failures.delete(place)
    this.#failures.set(place, { count, at: now })
    if (this.#failures.size > MOST_PLACES) {
      const oldest = this.#failures.keys().next().value
      if (oldest !== undefined) this.#failures.delete(oldest)
    }
    return count <= FREE_FAILURES ? 0 : Math.min(LONGEST_MS, STEP_MS * 2 ** (count - FREE_FAILURES - 1))
  }
}
