import type { ClientClock } from './clientClock.ts'

/** Heartbeats missed before the server is asked whether it is there, as a multiple of their interval. */
const SILENT_INTERVALS = 1.5
/** How long it may take to answer, in ms. */
const PONG_MS = 5_000

/** Notices a connection on which nothing comes any more: a frozen tab, a network that vanished without a word (CLI-3). */
export interface Liveness {
  /** The connection stands, with heartbeats at this interval. */
  begin(intervalMs: number): void
  /** Something came. */
  heard(): void
  /** Asks at once, unless something came within one interval. After sleep it has not. */
  doubt(): void
  end(): void
}

/** `ping` asks the server for a sign of life; `dead` is called when none came. */
export function createLiveness(o: { clock: ClientClock; ping(): void; dead(): void }): Liveness {
  let intervalMs = 0
  let lastHeard = 0
  let stop: () => void = () => undefined
  let isAsking = false

  function watch() {
    stop()
    isAsking = false
    stop = o.clock.setTimer(intervalMs * SILENT_INTERVALS, ask)
  }

  function ask() {
    if (isAsking) return
    stop()
    isAsking = true
    o.ping()
    stop = o.clock.setTimer(PONG_MS, o.dead)
  }

  return {
    begin(ms) {
      intervalMs = ms
      lastHeard = o.clock.now()
      watch()
    },
    heard() {
      lastHeard = o.clock.now()
      if (intervalMs > 0) watch()
    },
    doubt() {
      if (intervalMs > 0 && o.clock.now() - lastHeard > intervalMs) ask()
    },
    end() {
      intervalMs = 0
      isAsking = false
      stop()
    },
  }
}
