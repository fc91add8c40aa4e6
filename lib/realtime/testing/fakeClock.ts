import type { Clock } from '../server/clock.ts'

/** A clock that stands still until it is told. */
export interface FakeClock extends Clock {
  /** Moves on by `ms`, calling back whatever falls due on the way, in order. */
  advance(ms: number): void
}

interface Timer {
  due: number
  readonly every: number | null
  readonly callback: () => void
}

export function createFakeClock(start = Date.parse('2026-01-01T00:00:00Z')): FakeClock {
  let now = start
  const timers = new Set<Timer>()
  const add = (timer: Timer): (() => void) => {
    timers.add(timer)
    return () => void timers.delete(timer)
  }
  return {
    now: () => now,
    setTimer: (ms, callback) => add({ due: now + ms, every: null, callback }),
    setTicker: (ms, callback) => add({ due: now + ms, every: ms, callback }),
    advance(ms) {
      const end = now + ms
      for (;;) {
        const next = [...timers].sort((a, b) => a.due - b.due)[0]
        if (next === undefined || next.due > end) break
        now = Math.max(now, next.due)
        if (next.every === null) timers.delete(next)
        else next.due += next.every
        next.callback()
      }
      now = end
    },
  }
}
