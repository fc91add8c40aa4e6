import type { ClientClock } from '../../client/clientClock.ts'

/** A clock whose timers wait while its page sleeps. */
export interface SleepyClock extends ClientClock {
  sleep(): void
  wake(): void
}

/** Sleeps over another clock, which goes on. */
export function createSleepyClock(clock: ClientClock): SleepyClock {
  let due: Set<() => void> | null = null
  return {
    now: () => clock.now(),
    setTimer(ms, callback) {
      const stop = clock.setTimer(ms, () => {
        if (due) due.add(callback)
        else callback()
      })
      return () => {
        stop()
        due?.delete(callback)
      }
    },
    sleep: () => void (due ??= new Set()),
    wake() {
      const late = due ?? []
      due = null
      for (const callback of late) callback()
    },
  }
}
