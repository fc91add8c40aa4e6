import type { Actor } from './actor.ts'
import { sealBatch } from './batchWire.ts'
import { CHANNEL } from './channels.ts'
import type { Connection } from './connection.ts'
import { ConnectionRegistry } from './connectionRegistry.ts'
import { createCompany } from './company.ts'
import { describeConnection } from './describeConnection.ts'
import { drainConnections } from './drain.ts'
import type { Door } from './door.ts'
import { createDoorTable } from './doorTable.ts'
import { createEphemeralBus } from './ephemeral.ts'
import type { EphemeralMessage } from './ephemeral.ts'
import { fanOutEphemeral } from './ephemeralFanOut.ts'
import { collectFrames } from './frameTable.ts'
import { createGateway } from './gateway.ts'
import { startHeartbeat } from './heartbeat.ts'
import { createHeartbeatFrame } from './heartbeatFrame.ts'
import { Hub } from './hub.ts'
import type { LiveDomain } from './liveDomain.ts'
import { findLookers } from './lookers.ts'
import { createNudger } from './nudger.ts'
import { PersonLimit } from './personLimit.ts'
import { Presence } from './presence.ts'
import type { Realtime } from './realtime.ts'
import type { RealtimeOptions } from './realtimeOptions.ts'
import { readHeads } from './readHeads.ts'
import { createReception } from './reception.ts'
import { createRelay } from './relay.ts'
import { createRouter } from './routeChanges.ts'
import { createPayloadSeal } from './sealedPayload.ts'
import { sayStatus } from './sayStatus.ts'
import { Sessions } from './sessions.ts'
import { startStatusTicker } from './statusTicker.ts'
import { createTopicRules } from './topicRules.ts'
import { Typing } from './typing.ts'
import { createWelcome } from './welcome.ts'
import { TurnWriter } from './writeQueue.ts'

export type { Door } from './door.ts'
export type { Realtime, RealtimeStatus } from './realtime.ts'
export type { RealtimeOptions } from './realtimeOptions.ts'

/** Builds and starts the engine of this process. Rejects when log or backplane cannot be reached. */
export async function createRealtime<A extends Actor>(given: RealtimeOptions<A>): Promise<Realtime> {
  const { backplane, clock, log, logger, metrics, settings } = given
  // The engine hands actors on without looking at them; that they are of kind A is the authenticator's promise.
  const domains = given.domains as readonly LiveDomain[]
  const doors = given.doors as readonly Door[]
  const autoTopics = given.autoTopics as (actor: Actor) => readonly string[]
  const rightsOf = (given.rightsOf ?? allButName) as (actor: Actor) => string

  const seal = createPayloadSeal(given.secrets.backplane)
  const registry = new ConnectionRegistry()
  const rules = createTopicRules(domains)
  const sessions = new Sessions({
    authenticator: given.authenticator,
    registry,
    clock,
    logger,
    recheckMs: settings.recheckMs,
    rightsOf,
  })
  const company = createCompany(clock, given.otherProcesses)
  const hub = new Hub({
    log,
    backplane,
    seal,
    domains,
    rules,
    registry,
    sessions,
    historySize: settings.historySize,
    clock,
    logger,
    metrics,
    hasCompany: company.hasCompany,
    ...(given.onRevocation && { onRevocation: given.onRevocation }),
    ...(given.onLogGrown && { onLogGrown: given.onLogGrown }),
    onTopicLost: (connection, topic) => {
      typing.stop(connection, topic)
      presence.leave(connection, topic, 'now')
    },
  })
  const receiveEphemeral = (message: EphemeralMessage): void => {
    if (message.kind === 'presence') return presence.changed(message.topic)
    if (message.kind === 'replace') return personLimit.replace(message.connection)
    fanOutEphemeral([...hub.listeners(message.topic)], message)
  }
  const bus = await createEphemeralBus({ backplane, seal, logger, metrics, receive: receiveEphemeral })
  const presence = new Presence({ leases: backplane.leases, bus, clock, logger })
  const typing = new Typing(clock, bus)
  const maxPerUser = settings.maxConnectionsPerUser
  const personLimit = new PersonLimit({ backplane, bus, maxPerUser, clock, logger })
  const framesOf = collectFrames({ hub, presence, typing, rules, domains, doors, settings, clock })
  const findDoor = createDoorTable(doors)
  let isDraining = false

  const onEnded = (connection: Connection): void => {
    typing.stop(connection)
    personLimit.ended(connection)
    presence.connectionEnded(connection)
    hub.leave(connection)
  }
  const gateway = createGateway({
    settings,
    findDoor,
    isFull: () => isDraining || registry.size >= settings.maxConnections,
    accept: createReception({
      registry,
      writer: new TurnWriter((frames, bytes) => metrics.written(frames, bytes)),
      clock,
      logger,
      metrics,
      framesOf,
      welcome: createWelcome({
        authenticator: given.authenticator,
        hub,
        registry,
        settings,
        clock,
        logger,
        autoTopics,
        waiting: (given.waiting ?? nothingWaits) as (actor: Actor) => Promise<readonly object[]>,
        onAdmitted: (connection) => personLimit.admitted(connection),
      }),
      onPing: (connection, match) => void sayStatus(connection, match, logger),
      onDrained: (connection) => hub.advance(connection),
      onEnded,
    }),
    logger,
    metrics,
  })

  const degraded = (): string[] => [
    ...(hub.follower.failedSince !== null || sessions.away ? ['database'] : []),
    ...(backplane.mode === 'down' ? ['backplane'] : []),
  ]
  await hub.start()
  sessions.start()
  metrics.backplaneMode(backplane.mode)
  const relay =
    given.relayStore === null
      ? null
      : createRelay({
          store: given.relayStore,
          route: createRouter(domains),
          publish: (batch) => void backplane.publish(CHANNEL.log, sealBatch(seal, batch)).catch(ignore),
          clock,
          logger,
          metrics,
        })
  const nudger = await createNudger({ backplane, seal, clock, onNudge: () => relay?.nudge() })
  const undo = [
    company.stop,
    () => personLimit.stop(),
    backplane.onMode((mode) => metrics.backplaneMode(mode)),
    startStatusTicker({ registry, doors, clock, logger }),
    clock.setTicker(SWEEP_MS, () => hub.feeds.sweep(clock.now())),
    startHeartbeat({
      registry,
      clock,
      heartbeatMs: settings.heartbeatMs,
      connectionTimeoutMs: settings.connectionTimeoutMs,
      frame: createHeartbeatFrame({ doors, epoch: () => hub.follower.epoch, degraded }),
    }),
  ]

  return {
    handleUpgrade: (request, socket, head) => gateway.handleUpgrade(request, socket, head),
    isSocketPath: (pathname) => findDoor(pathname) !== null,
    nudge: () => nudger.nudge(),
    publish: (topic, frame) =>
      bus.send({ kind: 'frame', topic, frame: { ...frame, topic }, exceptUser: null }),
    readHeads: (actor, topics) => readHeads({ rules, log }, actor, topics),
    placeOf: (topic, follow) => hub.feeds.placeOf(topic, follow),
    lookers: (topic, word) => findLookers(backplane.leases, topic, word),
    sessionIds: () => registry.sessionIds(),
    status: () => ({
      connections: registry.size,
      users: registry.userCount,
      topics: hub.feeds.size,
      epoch: hub.follower.epoch,
      position: hub.follower.position,
      backplane: backplane.mode,
      relay: relay?.state ?? 'off',
      degraded: degraded(),
      isDraining,
    }),
    connections: () => [...registry.all()].map(describeConnection),
    async drain() {
      isDraining = true
      presence.drain()
      await drainConnections({ registry, clock, reconnect: settings.reconnect })
    },
    async close() {
      isDraining = true
      presence.drain()
      sessions.stop()
      for (const step of undo) step()
      for (const connection of registry.all()) connection.terminate()
      await relay?.close()
      await Promise.all([hub.stop(), bus.close(), nudger.close()])
      gateway.close()
    },
  }
}

const SWEEP_MS = 10_000

const nothingWaits = (): Promise<readonly object[]> => Promise.resolve([])

const allButName = (actor: Actor): string => JSON.stringify({ ...actor, name: '' })

/** A batch that was not handed over is read from the log. */
const ignore = (): void => {}
