import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises'
import type { Emission, ServerQuestions } from './serverQuestions.ts'

/** The answers about cost that are the same in every server. */
export function costMeter(): Pick<ServerQuestions, 'begin' | 'end' | 'memory'> {
  let before = process.cpuUsage()
  return {
    begin: () => {
      before = process.cpuUsage()
    },
    end: () => {
      const { system, user } = process.cpuUsage(before)
      return { cpuMicros: system + user }
    },
    memory: async () => {
      // What was just released needs a turn before it is garbage.
      for (let round = 0; round < 4; round += 1) {
        globalThis.gc?.()
        await wait(50)
      }
      const { arrayBuffers, external, heapUsed, rss } = process.memoryUsage()
      return { rss, heap: heapUsed + external + arrayBuffers }
    },
  }
}

/** Calls `emit` `together` times for each flight, and leaves the event loop to what it does about them. */
export async function inFlights(how: Emission, emit: () => void): Promise<void> {
  for (let flight = 0; flight < how.flights; flight += 1) {
    for (let event = 0; event < how.together; event += 1) emit()
    if (how.everyMs > 0) await wait(how.everyMs)
    else for (let turn = 0; turn < how.turns; turn += 1) await nextTurn()
  }
}
