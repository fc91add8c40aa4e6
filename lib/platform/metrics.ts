import { monitorEventLoopDelay } from 'node:perf_hooks'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { BackplaneMode } from '../realtime/server/backplane.ts'
import type { SharedOutcome } from './live/createSharedResults.ts'
import type { RealtimeMetrics } from '../realtime/server/realtimeMetrics.ts'

/** What Prometheus reads of this process. */
export interface Metrics {
  readonly realtime: RealtimeMetrics
  /** A read that could be shared, by what became of it. */
  sharedResult(outcome: SharedOutcome): void
  /** A query that pages or routes have sent. */
  queried(): void
  /** The page and its content type. */
  render(): Promise<{ readonly contentType: string; readonly text: string }>
}

const MODES: readonly BackplaneMode[] = ['memory', 'up', 'down']
/** From a hop within the process to an outage, in seconds. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** Builds the process's metrics in a registry of their own. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry, prefix: 'wardline_' })
  watchEventLoop(registers)
  const shared = new Counter({
    name: 'wardline_shared_results_total',
    help: 'Reads that may be shared: one led a query for others too, joined it, or went past.',
    labelNames: ['outcome'],
    registers,
  })
  const queries = new Counter({
    name: 'wardline_database_queries_total',
    help: 'Queries that pages and routes sent to the database.',
    registers,
  })
  return {
    realtime: createRealtimeMetrics(registers),
    sharedResult: (outcome) => shared.inc({ outcome }),
    queried: () => queries.inc(),
    render: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  }
}

/** How late the event loop was, worst of the time since the last scrape. */
function watchEventLoop(registers: Registry[]): void {
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  new Gauge({
    name: 'wardline_event_loop_lag_seconds',
    help: 'The longest delay of the event loop since the last scrape.',
    registers,
    collect() {
      this.set(delay.max / 1e9)
      delay.reset()
    },
  })
}

function createRealtimeMetrics(registers: Registry[]): RealtimeMetrics {
  const counter = <L extends string>(name: string, help: string, labelNames: L[] = []): Counter<L> =>
    new Counter({ name: `wardline_${name}`, help, labelNames, registers })
  const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []): Gauge<L> =>
    new Gauge({ name: `wardline_${name}`, help, labelNames, registers })

  const connections = gauge('connections', 'Open connections.', ['door'])
  const closes = counter('connections_closed_total', 'Connections that ended.', ['door', 'code', 'reason'])
  const refusals = counter('upgrades_refused_total', 'Upgrades answered with an HTTP error.', ['status'])
  const frames = counter('frames_out_total', 'Frames handed to sockets.')
  const bytes = counter('bytes_out_total', 'Bytes of frames handed to sockets.')
  const latency = new Histogram({
    name: 'wardline_commit_to_frame_seconds',
    help: 'From a row’s change to the first write of its frame.',
    buckets: SECONDS,
    registers,
  })
  const outboxDepth = gauge('outbox_depth', 'Changes that wait for the relay.')
  const outboxAge = gauge('outbox_age_seconds', 'Age of the oldest change that waits for the relay.')
  const relayed = counter('relay_entries_total', 'Events moved into the log by this process.')
  const relayFailures = counter('relay_failures_total', 'Times the relay lost its lease or its store.')
  const deadLetters = counter('dead_letters_total', 'Changes that could not be routed.')
  const gaps = counter('gaps_found_total', 'Times the log was read because a batch did not follow.', [
    'cause',
  ])
  const resumes = counter('resumes_total', 'Subscriptions by what became of their cursor.', ['result'])
  const refused = counter('payloads_refused_total', 'Payloads on the backplane without our seal.')
  const mode = gauge('backplane_mode', '1 for the mode the backplane is in.', ['mode'])

  return {
    connectionOpened: (door) => connections.inc({ door }),
    connectionClosed(door, code, reason) {
      connections.dec({ door })
      closes.inc({ door, code: String(code), reason })
    },
    upgradeRefused: (status) => refusals.inc({ status: String(status) }),
    written(count, size) {
      frames.inc(count)
      bytes.inc(size)
    },
    committedToFrame: (seconds) => latency.observe(Math.max(0, seconds)),
    outbox(depth, ageSeconds) {
      outboxDepth.set(depth)
      outboxAge.set(ageSeconds)
    },
    relayed: (entries) => relayed.inc(entries),
    relayFailed: () => relayFailures.inc(),
    deadLettered: (changes) => deadLetters.inc(changes),
    gapFound: (cause) => gaps.inc({ cause }),
    resumed: (result) => resumes.inc({ result }),
    payloadRefused: () => refused.inc(),
    backplaneMode(now) {
      for (const name of MODES) mode.set({ mode: name }, name === now ? 1 : 0)
    },
  }
}
