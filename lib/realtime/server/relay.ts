import { createAlarm } from './alarm.ts'
import type { Clock } from './clock.ts'
import type { EngineLogger } from './engineLogger.ts'
import type { CapturedChange } from './liveDomain.ts'
import type { LogBatch } from './logEntry.ts'
import type { RealtimeMetrics } from './realtimeMetrics.ts'
import type { RelayLease, RelayStore, RoutedChanges } from './relayStore.ts'
import { UnknownModelError } from './routeChanges.ts'

/** `waiting`: another process relays. `working`: we do. `failing`: the store is away, or a newer version must relay. */
export type RelayState = 'waiting' | 'working' | 'failing' | 'closed'

export interface Relay {
  readonly state: RelayState
  /** Says that something was committed. Cheap, may be called at any time; harmless where another process relays. */
  nudge(): void
  /** Finishes the batch in hand, gives the lease back. */
  close(): Promise<void>
}

export interface RelayOptions {
  readonly store: RelayStore
  /** Pure: what the changes mean. Throws `UnknownModelError` to leave them to a newer version. */
  readonly route: (changes: readonly CapturedChange[]) => RoutedChanges
  /** Called with each batch after its commit, in order. Whoever misses one reads the log. */
  readonly publish: (batch: LogBatch) => void
  readonly clock: Clock
  readonly logger: EngineLogger
  readonly metrics: Pick<RealtimeMetrics, 'relayed' | 'relayFailed' | 'deadLettered'>
}

const BATCH = 1_000
/** The backstop for writes that nobody nudges about; it keeps the lease alive, too. */
const POLL_MS = 250
const RETRY_MS = 500
/** Long enough for a newer version to take the lease. */
const YIELD_MS = 5_000

/** Moves what was committed from the outbox to the log and publishes it, while this process holds the lease. */
export function createRelay(options: RelayOptions): Relay {
  const { store, clock, logger, metrics } = options
  const alarm = createAlarm(clock)
  let state: RelayState = 'waiting'
  let closed = false

  /** Works until the lease is lost; returns how long to wait before the next try. */
  async function work(lease: RelayLease): Promise<number> {
    let deadLetters = 0
    const route = (changes: readonly CapturedChange[]): RoutedChanges => {
      const routed = options.route(changes)
      deadLetters = routed.deadLetters.length
      return routed
    }
    try {
      while (!closed) {
        alarm.reset()
        deadLetters = 0
        const batch = await lease.moveBatch(BATCH, route)
        if (batch === null) await alarm.wait(POLL_MS)
        else handOver(batch, deadLetters)
      }
      return 0
    } catch (error) {
      metrics.relayFailed()
      state = 'failing'
      if (error instanceof UnknownModelError) {
        logger.warn({ model: error.model }, 'the relay leaves a change to a newer version')
        return YIELD_MS
      }
      logger.error({ err: error }, 'the relay lost its lease')
      return RETRY_MS
    } finally {
      await lease.release()
    }
  }

  function handOver(batch: LogBatch, deadLetters: number): void {
    metrics.relayed(batch.entries.length)
    if (deadLetters > 0) {
      metrics.deadLettered(deadLetters)
      logger.error({ deadLetters }, 'changes could not be routed; they are kept, and their topics were reset')
    }
    if (batch.entries.length === 0) return
    try {
      options.publish(batch)
    } catch (error) {
      logger.error({ err: error }, 'a batch could not be published; hubs read it from the log')
    }
  }

  async function run(): Promise<void> {
    while (!closed) {
      let pause = RETRY_MS
      try {
        const lease = await store.acquire()
        if (lease === null) {
          state = 'waiting'
        } else {
          state = 'working'
          logger.info({}, 'this process relays now')
          pause = await work(lease)
        }
      } catch (error) {
        if (state !== 'failing') logger.error({ err: error }, 'the relay cannot reach its store')
        state = 'failing'
      }
      await alarm.sleep(closed ? 0 : pause)
    }
    state = 'closed'
  }

  const running = run()
  return {
    get state() {
      return state
    },
    nudge: () => alarm.nudge(),
    async close() {
      closed = true
      alarm.end()
      await running
    },
  }
}
