/** Time as an argument, so that tests can move it. Milliseconds since the Unix epoch. */
export interface Clock {
  now(): number
  /** Calls back once after `ms`; returns the undo. */
  setTimer(ms: number, callback: () => void): () => void
  /** Calls back every `ms`; returns the undo. */
  setTicker(ms: number, callback: () => void): () => void
}

/** The machine's clock. Timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(ms, callback) {
    const timer = setTimeout(callback, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
  setTicker(ms, callback) {
    const ticker = setInterval(callback, ms)
    ticker.unref()
    return () => clearInterval(ticker)
  },
}
