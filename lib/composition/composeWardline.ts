import { v7 as uuidv7 } from 'uuid'
import { type Wardline, setWardline } from '../composition.ts'
import { requestNotificationSource } from '../domains/archive/server/requestNotificationSource.ts'
import { createArchive } from '../domains/archive/server/createArchive.ts'
import { activityProjection } from '../domains/desk/server/activityProjection.ts'
import { createDesk } from '../domains/desk/server/createDesk.ts'
import type { DeskActor } from '../domains/identity/contract.ts'
import { autoTopics } from '../domains/identity/server/autoTopics.ts'
import { createIdentityLive } from '../domains/identity/server/createIdentityLive.ts'
import { createIdentityService } from '../domains/identity/server/createIdentityService.ts'
import { createMessages } from '../domains/messages/server/createMessages.ts'
import { mentionSource } from '../domains/messages/server/mentionSource.ts'
import { toPlainFrame } from '../domains/notifications/server/presentNotification.ts'
import { createNotifications } from '../domains/notifications/server/createNotifications.ts'
import { createNotificationProjection } from '../domains/notifications/server/notificationProjection.ts'
import { defineNotificationSource } from '../domains/notifications/server/notificationSource.ts'
import { createDeliveries } from '../domains/notifications/server/delivery/createDeliveries.ts'
import { createKeyRing } from '../platform/crypto/keyRing.ts'
import { createRateLimiter } from '../platform/createRateLimiter.ts'
import { setRouteHost } from '../platform/http/routeHost.ts'
import { createProjector, type Projector } from '../platform/live/createProjector.ts'
import type { Projection } from '../platform/live/projectBatch.ts'
import { createPgRelayStore } from '../platform/live/pgRelayStore.ts'
import { createSharedResults } from '../platform/live/createSharedResults.ts'
import { createProcessRegistry } from '../platform/live/processRegistry.ts'
import { createMetrics, type Metrics } from '../platform/metrics.ts'
import { createAuthenticator } from '../platform/session/createAuthenticator.ts'
import { createRouteHost } from '../platform/session/createRouteHost.ts'
import { createRecentSessions } from '../platform/session/createRecentSessions.ts'
import { createSignInHandler } from '../platform/session/createSignInHandler.ts'
import { checkFingerprints } from '../platform/settings/checkFingerprints.ts'
import { checkKeyRing } from '../platform/settings/checkKeyRing.ts'
import { loadKeyRing } from '../platform/settings/loadKeyRing.ts'
import { loadSecrets } from '../platform/settings/loadSecrets.ts'
import type { Settings } from '../platform/settings/readSettings.ts'
import type { Shutdown } from '../platform/shutdown.ts'
import { systemClock } from '../realtime/server/clock.ts'
import { createRealtime, type Realtime } from '../realtime/server/createRealtime.ts'
import type { EngineLogger } from '../realtime/server/engineLogger.ts'
import { createHealthDoor } from '../realtime/server/healthDoor.ts'
import { createChatDoor } from './createChatDoor.ts'
import { createHousekeeping } from './createHousekeeping.ts'
import { createHealthReader, type HealthReader } from './createHealthReader.ts'
import { createNotificationsDoor } from './createNotificationsDoor.ts'
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
  const metrics = createMetrics()
  const secrets = loadSecrets(settings.dataDir, settings)
  const { database, pool, log, redis, backplane, directUrl } = await openStores({
    settings,
    logger,
    shutdown,
    onQuery: () => metrics.queried(),
  })
  await checkFingerprints(pool, secrets)
  const ringKeys = loadKeyRing(settings.dataDir, settings)
  await checkKeyRing(pool, ringKeys)

  const limiter = createRateLimiter({ redis, keyPrefix: settings.redis?.prefix ?? '' })
  const identity = createIdentityService({ database, secrets, settings, limiter, logger, clock })
  const archive = createArchive({ database, clock, siteTimeZone: settings.siteTimeZone })
  const desk = createDesk({
    database,
    names: { people: identity.directory.people, numbers: archive.numbers },
  })
  const messages = createMessages({ database, ring: createKeyRing(ringKeys), clock })
  const notifications = createNotifications({
    database,
    clock,
    names: {
      people: identity.directory.people,
      requests: (actor, requests) => archive.numbers(actor, { crates: [], requests }),
      conversations: messages.titles,
    },
  })
  const deliveries = createDeliveries({ database, settings, secrets, clock, logger })
  const signIn = createSignInHandler({ secrets, desk: identity.desk, sessions: identity.sessions, logger })
  const { sessions, accessTokens } = identity
  const recentSessions = createRecentSessions({ sessions, around: () => realtime.sessionIds(), clock })
  const shared = createSharedResults({
    placeOf: (topic, follow) => realtime.placeOf(topic, follow),
    clock,
    count: (outcome) => metrics.sharedResult(outcome),
  })
  setRouteHost(
    createRouteHost({
      database,
      sessions,
      recentSessions,
      share: (heard) => shared.for(heard),
      accessTokens,
      secrets,
      limiter,
      logger,
      allowedOrigins: settings.realtime.allowedOrigins,
    }),
  )
  const wardline: Wardline = {
    settings,
    logger,
    database,
    identity,
    archive,
    desk,
    messages,
    notifications,
    deliveries,
    signIn,
    readHeads: (actor, topics) => realtime.readHeads(actor, topics),
  }
  setWardline(wardline)

  const projectors: Projector[] = []
  const registry = await createProcessRegistry({ db: pool, processId, clock, logger })
  shutdown.add('process registry', () => registry.close())
  const health = createHealthReader({ pool, status: () => realtime.status() })
  const realtime = await createRealtime<DeskActor>({
    log,
    backplane,
    authenticator: createAuthenticator({ sessions, accessTokens, secrets }),
    domains: [
      createIdentityLive(),
      archive.live,
      desk.live,
      messages.live,
      notifications.live,
      deliveries.live,
    ],
    doors: [
      updatesDoor,
      createChatDoor(messages.frames),
      createNotificationsDoor({
        waiting: (actor) => notifications.reader.waiting(actor, false),
        now: () => clock.now(),
      }),
      createHealthDoor({ read: health.report, now: () => clock.now() }),
    ],
    settings: settings.realtime,
    secrets,
    clock,
    logger,
    metrics: metrics.realtime,
    relayStore: createPgRelayStore({ directUrl, logger }),
    processId,
    autoTopics,
    otherProcesses: () => registry.countOthers(),
    onLogGrown: () => {
      for (const projector of projectors) projector.nudge()
    },
    waiting: async (actor) =>
      (await notifications.reader.waiting(actor, true)).map((one) => toPlainFrame(one, one.created_at)),
    onRevocation: () => recentSessions.forget(),
    // Another name or address is no reason to fetch everything anew.
    rightsOf: ({ role, unitId }) => `${role} ${unitId}`,
  })
  shutdown.add('realtime', () => realtime.close())
  const projections: readonly Projection[] = [
    activityProjection,
    createNotificationProjection({
      sources: [defineNotificationSource(requestNotificationSource), defineNotificationSource(mentionSource)],
      // Who looks is known as well as presence is; without it, people are told.
      lookers: (topic, subjectId) => realtime.lookers(topic, subjectId).catch(() => []),
    }),
  ]
  for (const projection of projections) {
    const onProjected = () => realtime.nudge()
    projectors.push(createProjector({ projection, directUrl, clock, logger, onProjected }))
  }
  shutdown.add('projectors', async () => {
    await Promise.all(projectors.map((projector) => projector.close()))
  })
  shutdown.add(
    'commit listener',
    database.onCommit(() => {
      recentSessions.forget()
      realtime.nudge()
    }),
  )
  const worker = deliveries.start()
  shutdown.add('deliveries', () => worker.close())
  shutdown.add(
    'housekeeping',
    createHousekeeping({ pool, settings, clock, logger, metrics: metrics.realtime }),
  )
  return { wardline, realtime, metrics, health }
}
