/** A budget: so many tries in so many seconds, then none until the time is over. */
export interface RateLimit {
  readonly points: number
  readonly seconds: number
}

/** Counts tries by name of the limit and key of whoever tries. Counts are approximate when Redis comes and goes. */
export interface RateLimiter {
  /** Takes one try. Resolves null when there was one, else the milliseconds until there is one again. */
  take(name: string, key: string, limit: RateLimit): Promise<number | null>
  /** Gives a try back, after it turned out to be a rightful one. */
  giveBack(name: string, key: string, limit: RateLimit): Promise<void>
  /** Forgets every try of the key. */
  forget(name: string, key: string, limit: RateLimit): Promise<void>
}
