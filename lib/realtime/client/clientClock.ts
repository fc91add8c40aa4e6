/** Time as an argument, so that tests can move it. Milliseconds since the Unix epoch. */
export interface ClientClock {
  now(): number
  /** Calls back once after `ms`; returns the undo. */
  setTimer(ms: number, callback: () => void): () => void
}

/** The browser's clock, or Node's. */
export const browserClock: ClientClock = {
  now: () => Date.now(),
  setTimer(ms, callback) {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
}
