import type { Actor } from './actor.ts'
import type { Authenticator } from './authenticator.ts'
import type { Backplane } from './backplane.ts'
import type { Clock } from './clock.ts'
import type { Door } from './door.ts'
import type { EngineLogger } from './engineLogger.ts'
import type { LiveDomain } from './liveDomain.ts'
import type { LiveLog } from './liveLog.ts'
import type { RealtimeMetrics } from './realtimeMetrics.ts'
import type { RealtimeSettings } from './realtimeSettings.ts'
import type { RelayStore } from './relayStore.ts'

/** What an engine is built of. */
export interface RealtimeOptions<A extends Actor> {
  readonly log: LiveLog
  readonly backplane: Backplane
  /** Answers with actors of the kind that the domains' rules expect. */
  readonly authenticator: Authenticator
  readonly domains: readonly LiveDomain<A>[]
  /** Paths beside `/ws`. */
  readonly doors: readonly Door<A>[]
  readonly settings: RealtimeSettings
  /** `backplane`: hex, the same in every process. */
  readonly secrets: { readonly backplane: string }
  readonly clock: Clock
  readonly logger: EngineLogger
  readonly metrics: RealtimeMetrics
  /** Null: this process never relays. */
  readonly relayStore: RelayStore | null
  readonly processId: string
  /** The log has grown, as far as this process has heard: called in every process, whichever of them relays. */
  readonly onLogGrown?: () => void
  /** Sent on `/ws` after `connection_established`: what waits for a person. A rejection is logged. */
  readonly waiting?: (actor: A) => Promise<readonly object[]>
  /** Told when somebody's rights were taken, as soon as this process hears of it. */
  readonly onRevocation?: () => void
  /** Heard on `/ws` without asking. */
  readonly autoTopics: (actor: A) => readonly string[]
  /** How many other processes use the same log now. May reject. */
  readonly otherProcesses: () => Promise<number>
  /** What of an actor decides what they may do; a change closes 4400. Default: everything but the name. */
  readonly rightsOf?: (actor: A) => string
}
