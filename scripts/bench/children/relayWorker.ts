import { liveModels } from '../../../lib/liveModels.ts'
import { createPgRelayStore } from '../../../lib/platform/live/pgRelayStore.ts'
import { systemClock } from '../../../lib/realtime/server/clock.ts'
import { noMetrics } from '../../../lib/realtime/server/realtimeMetrics.ts'
import { createRelay, type Relay } from '../../../lib/realtime/server/relay.ts'
import { createRouter } from '../../../lib/realtime/server/routeChanges.ts'
import { silentLogger } from '../../../lib/realtime/testing/createTestGateway.ts'
import { answerParent } from '../answerParent.ts'

// The relay alone, in a process of its own. Nobody nudges it: it looks every 250 ms, and goes on as long as there is something.

export type RelayQuestions = {
  start: (asked: { readonly url: string }) => void
  /** Events that went into the log since the start. */
  events: () => number
  stop: () => Promise<void>
}

let relay: Relay | null = null
let events = 0

answerParent({
  start: ({ url }) => {
    events = 0
    relay = createRelay({
      store: createPgRelayStore({ directUrl: url, logger: silentLogger }),
      route: createRouter([{ name: 'all', models: liveModels, topics: {} }]),
      publish: ({ entries }) => void (events += entries.length),
      clock: systemClock,
      logger: silentLogger,
      metrics: noMetrics,
    })
  },
  events: () => events,
  stop: async () => {
    await relay?.close()
    relay = null
  },
} satisfies RelayQuestions)
