import { v7 as uuidv7 } from 'uuid'
import { type Wardline, setWardline } from '../composition.ts'
import { createArchive } from '../domains/archive/server/createArchive.ts'
import type { DeskActor } from '../domains/identity/contract.ts'
import { autoTopics } from '../domains/identity/server/autoTopics.ts'
import { createIdentityLive } from '../domains/identity/server/createIdentityLive.ts'
import { createIdentityService } from '../domains/identity/server/createIdentityService.ts'
import { createRateLimiter } from '../platform/createRateLimiter.ts'
import { setRouteHost } from '../platform/http/routeHost.ts'
import { createPgRelayStore } from '../platform/live/pgRelayStore.ts'
import { createProcessRegistry } from '../platform/live/processRegistry.ts'
import { createMetrics, type Metrics } from '../platform/metrics.ts'
import { createAuthenticator } from '../platform/session/createAuthenticator.ts'
import { createRouteHost } from '../platform/session/createRouteHost.ts'
import { createSignInHandler } from '../platform/session/createSignInHandler.ts'
import { checkFingerprints } from '../platform/settings/checkFingerprints.ts'
import { loadSecrets } from '../platform/settings/loadSecrets.ts'
import type { Settings } from '../platform/settings/readSettings.ts'
import type { Shutdown } from '../platform/shutdown.ts'
import { systemClock } from '../realtime/server/clock.ts'
import { createRealtime, type Realtime } from '../realtime/server/createRealtime.ts'
import type { EngineLogger } from '../realtime/server/engineLogger.ts'
import { createHealthDoor } from '../realtime/server/healthDoor.ts'
import { createHousekeeping } from './createHousekeeping.ts'
import { createHealthReader, type HealthReader } from './createHealthReader.ts'
import { openStores } from './openStores.ts'
import { updatesDoor } from './updatesDoor.ts'

export interface ComposeOptions {
  readonly settings: Settings
  readonly logger: EngineLogger
  /** Everything that is opened here is closed by it, last one first. */
  readonly shutdown: Shutdown
}

/** What `server.ts` needs beyond what pages see. */
export interface Composed {
  readonly wardline: Wardline
  readonly realtime: Realtime
  readonly metrics: Metrics
  readonly health: HealthReader
}

/**
 * Builds everything once, from the database up to the gateway, and makes it findable for pages and routes.
 * Rejects with a `StartError` when the settings do not fit the database.
 */
export async function composeWardline({ settings, logger, shutdown }: ComposeOptions): Promise<Composed> {
  const clock = systemClock
  const processId = uuidv7()
  const secrets = loadSecrets(settings.dataDir, settings)
  const { database, pool, log, redis, backplane, directUrl } = await openStores({
    settings,
    logger,
    shutdown,
  })
  await checkFingerprints(pool, secrets)

  const limiter = createRateLimiter({ redis, keyPrefix: settings.redis?.prefix ?? '' })
  const identity = createIdentityService({ database, secrets, settings, limiter, logger, clock })
  const archive = createArchive({ database, clock, siteTimeZone: settings.siteTimeZone })
  const signIn = createSignInHandler({ secrets, desk: identity.desk, sessions: identity.sessions, logger })
  const { sessions, accessTokens } = identity
  setRouteHost(
    createRouteHost({
      database,
      sessions,
      accessTokens,
      secrets,
      limiter,
      logger,
      allowedOrigins: settings.realtime.allowedOrigins,
    }),
  )
  const wardline: Wardline = { settings, logger, database, identity, archive, signIn }
  setWardline(wardline)

  const registry = await createProcessRegistry({ db: pool, processId, clock, logger })
  shutdown.add('process registry', () => registry.close())
  const metrics = createMetrics()
  const health = createHealthReader({ pool, status: () => realtime.status() })
  const realtime = await createRealtime<DeskActor>({
    log,
    backplane,
    authenticator: createAuthenticator({ sessions, accessTokens, secrets }),
    domains: [createIdentityLive(), archive.live],
    doors: [updatesDoor, createHealthDoor({ read: health.report, now: () => clock.now() })],
    settings: settings.realtime,
    secrets,
    clock,
    logger,
    metrics: metrics.realtime,
    relayStore: createPgRelayStore({ directUrl, logger }),
    processId,
    autoTopics,
    otherProcesses: () => registry.countOthers(),
    // Another name or address is no reason to fetch everything anew.
    rightsOf: ({ role, unitId }) => `${role} ${unitId}`,
  })
  shutdown.add('realtime', () => realtime.close())
  shutdown.add(
    'commit listener',
    database.onCommit(() => realtime.nudge()),
  )
  shutdown.add(
    'housekeeping',
    createHousekeeping({ pool, settings, clock, logger, metrics: metrics.realtime }),
  )
  return { wardline, realtime, metrics, health }
}
