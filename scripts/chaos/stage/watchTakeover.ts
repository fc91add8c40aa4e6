import { setTimeout as sleep } from 'node:timers/promises'
import type { DemoDatabase } from '../../../e2e/harness/demoDatabase.ts'
import { readRelaySession } from './findRelay.ts'

/** What RLY-2 promises. */
const TAKEN_WITHIN_MS = 4_000
/** The server ends the frozen session, the next process's timer fires, its question is answered, and so is ours. */
const STEPS = 4
const LOOK_EVERY_MS = 50
const GIVEN_UP_MS = 30_000

export interface Takeover {
  readonly tookMs: number
  /** The promise, and what the machine itself took for that many steps meanwhile, the slowest counted for each. */
  readonly allowedMs: number
}

/** Knows who holds the relay's lock now, and tells how long it takes from here until it is another session's. */
export async function watchTakeover(
  database: Pick<DemoDatabase, 'query'>,
): Promise<{ untilTaken(): Promise<Takeover> }> {
  const held = await readRelaySession(database)
  return {
    async untilTaken() {
      const from = performance.now()
      const since = (at: number): number => Math.round(performance.now() - at)
      let slowest = 0
      for (;;) {
        const lookedAt = performance.now()
        await sleep(LOOK_EVERY_MS)
        const holder = await readRelaySession(database).catch(() => held)
        slowest = Math.max(slowest, since(lookedAt) - LOOK_EVERY_MS)
        const isTaken = holder !== null && holder.pid !== held?.pid
        if (isTaken || since(from) > GIVEN_UP_MS)
          return { tookMs: since(from), allowedMs: TAKEN_WITHIN_MS + STEPS * slowest }
      }
    },
  }
}
