import type { ClientClock } from '../clientClock.ts'

/** A clock that stands still until it is moved. */
export interface ManualClock extends ClientClock {
  /** Moves on, and calls what is due in order. What resolves in between runs before the next timer. */
  advance(ms: number): Promise<void>
  /** Lets the machine wake up later, with timers that did not run meanwhile. */
  freeze(ms: number): void
  /** Timers that are set. */
  readonly waiting: number
}

/** Starts at an arbitrary moment. */
export function createManualClock(): ManualClock {
  let now = 1_800_000_000_000
  const timers = new Set<{ readonly at: number; readonly callback: () => void }>()

  const settle = async () => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
  }

  return {
    now: () => now,
    setTimer(ms, callback) {
      const timer = { at: now + ms, callback }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    async advance(ms) {
      const until = now + ms
      await settle()
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)
        if (!next) break
        timers.delete(next)
        now = Math.max(now, next.at)
        next.callback()
        await settle()
      }
      now = until
    },
    freeze(ms) {
      now += ms
    },
    get waiting() {
      return timers.size
    },
  }
}
