import { v7 as uuidv7 } from 'uuid'
import type { RawData } from 'ws'
import { CLOSE } from '../protocol/closeReason.ts'
import { Connection } from './connection.ts'
import type { ConnectionRegistry } from './connectionRegistry.ts'
import type { Clock } from './clock.ts'
import { Dispatch } from './dispatch.ts'
import { EarlyFrames } from './earlyFrames.ts'
import type { EngineLogger } from './engineLogger.ts'
import type { AcceptedSocket } from './gateway.ts'
import type { InboundFrame } from './inboundFrame.ts'
import { INBOUND_RATE } from './inboundLimit.ts'
import type { RealtimeMetrics } from './realtimeMetrics.ts'
import type { TurnWriter } from './writeQueue.ts'

export interface ReceptionOptions {
  readonly registry: ConnectionRegistry
  readonly writer: TurnWriter
  readonly clock: Clock
  readonly logger: EngineLogger
  readonly metrics: RealtimeMetrics
  /** The frames taken at a door. */
  readonly framesOf: (match: AcceptedSocket['match']) => ReadonlyMap<string, InboundFrame>
  /** Authenticates and greets. Until it resolves, frames wait. Never rejects. */
  readonly welcome: (connection: Connection, accepted: AcceptedSocket) => Promise<void>
  readonly onPing: (connection: Connection, accepted: AcceptedSocket) => void
  readonly onDrained: (connection: Connection) => void
  readonly onEnded: (connection: Connection) => void
}

/** Makes a connection of an accepted socket and attaches its listeners, all in the tick of the upgrade. */
export function createReception(options: ReceptionOptions): (accepted: AcceptedSocket) => void {
  const { clock, logger, metrics, registry } = options
  return (accepted) => {
    const { match, socket, webSocket } = accepted
    const door = match.door === 'main' || match.door.access === 'anonymous' ? null : match.door
    const connection = new Connection({
      id: uuidv7(),
      door: match.path,
      address: accepted.address,
      clientId: accepted.clientId,
      present: door === null ? null : guarded(door.present, logger),
      presentEphemeral: door?.presentEphemeral ?? null,
      webSocket,
      socket,
      writer: options.writer,
      now: () => clock.now(),
      onDrained: options.onDrained,
    })
    const dispatch = new Dispatch({
      connection,
      rate: match.door === 'main' ? INBOUND_RATE.main : INBOUND_RATE.seed,
      frames: options.framesOf(match),
      onPing: () => options.onPing(connection, accepted),
      clock,
      logger,
    })
    const early = new EarlyFrames()
    let isWelcome = false

    webSocket.on('error', (error) => {
      logger.debug({ err: error, connection: connection.id }, 'a socket failed')
    })
    webSocket.on('message', (raw, isBinary) => {
      const data = toBuffer(raw)
      if (isWelcome) return dispatch.frame(data, isBinary)
      if (!early.keep({ data, isBinary })) connection.close(CLOSE.rateLimited)
    })
    webSocket.on('ping', () => dispatch.protocolPing())
    webSocket.on('close', (code) => {
      const reason = connection.ended()
      registry.remove(connection)
      options.onEnded(connection)
      const ending = { code: reason?.code ?? code, reason: reason?.name ?? 'left' }
      metrics.connectionClosed(connection.door, ending.code, ending.reason)
      logger.info({ connection: connection.id, door: connection.door, ...ending }, 'disconnected')
    })
    registry.add(connection)
    metrics.connectionOpened(connection.door)
    void options.welcome(connection, accepted).then(() => {
      isWelcome = true
      for (const { data, isBinary } of early.take()) dispatch.frame(data, isBinary)
    })
  }
}

function toBuffer(raw: RawData): Buffer {
  if (Buffer.isBuffer(raw)) return raw
  return Array.isArray(raw) ? Buffer.concat(raw) : Buffer.from(raw)
}

/** A presenter that throws must not stop the hub: the door says nothing of that event. */
function guarded(present: NonNullable<Connection['present']>, logger: EngineLogger): typeof present {
  return (entry, content) => {
    try {
      return present(entry, content)
    } catch (error) {
      logger.error(
        { err: error, topic: entry.topic, entity: entry.entity },
        'an event could not be presented',
      )
      return null
    }
  }
}
