import type { Clock } from './clock.ts'

/** A wait that the end cuts short, and a nudge too where it says so. */
export interface Alarm {
  /** Nudges from here on count for the next `wait`. */
  reset(): void
  /** Until a nudge, the end, or for so long. */
  wait(ms: number): Promise<void>
  /** Until the end, or for so long. */
  sleep(ms: number): Promise<void>
  nudge(): void
  /** No wait waits any more. */
  end(): void
}

/** One waiter at a time. */
export function createAlarm(clock: Clock): Alarm {
  let nudged = false
  let ended = false
  let wake: (() => void) | null = null
  let wakesOnNudge = false

  function pause(ms: number, onNudge: boolean): Promise<void> {
    if (ended || ms === 0 || (onNudge && nudged)) return Promise.resolve()
    return new Promise((resolve) => {
      const stop = clock.setTimer(ms, () => wake?.())
      wakesOnNudge = onNudge
      wake = () => {
        stop()
        wake = null
        resolve()
      }
    })
  }

  return {
    reset: () => void (nudged = false),
    wait: (ms: number) => pause(ms, true),
    sleep: (ms: number) => pause(ms, false),
    nudge() {
      nudged = true
      if (wakesOnNudge) wake?.()
    },
    end() {
      ended = true
      wake?.()
    },
  }
}
