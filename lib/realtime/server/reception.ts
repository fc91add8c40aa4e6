import { Connection } from './connection.ts'
import { createConnectionId } from './connectionId.ts'
import type { ConnectionRegistry } from './connectionRegistry.ts'
import type { Clock } from './clock.ts'
import { Dispatch } from './dispatch.ts'
import type { EngineLogger } from './engineLogger.ts'
import type { AcceptedSocket } from './gateway.ts'
import { Guest } from './guest.ts'
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
  readonly onPing: (connection: Connection, match: AcceptedSocket['match']) => void
  readonly onDrained: (connection: Connection) => void
  readonly onEnded: (connection: Connection) => void
}

/** Makes a connection of an accepted socket and attaches its listeners, all in the tick of the upgrade. */
export function createReception(options: ReceptionOptions): (accepted: AcceptedSocket) => void {
  const { clock, logger, metrics, registry } = options
  // Whatever connections have in common is made once: nine thousand of them would hold nine thousand of it.
  const house = { writer: options.writer, now: () => clock.now(), onDrained: options.onDrained }
  const dispatchHouse = { onPing: options.onPing, clock, logger }
  const onEnded = (connection: Connection, code: number): void => {
    const reason = connection.ended()
    registry.remove(connection)
    options.onEnded(connection)
    const ending = { code: reason?.code ?? code, reason: reason?.name ?? 'left' }
    metrics.connectionClosed(connection.door, ending.code, ending.reason)
    logger.info({ connection: connection.id, door: connection.door, ...ending }, 'disconnected')
  }
  const guestHouse = { onEnded, logger }
  return (accepted) => {
    const { match, socket, webSocket } = accepted
    const door = match.door === 'main' || match.door.access === 'anonymous' ? null : match.door
    const connection = new Connection({
      id: createConnectionId(),
      door: match.path,
      address: accepted.address,
      clientId: accepted.clientId,
      present: door === null ? null : guarded(door.present, logger),
      shows: door?.shows ?? null,
      presentEphemeral: door?.presentEphemeral ?? null,
      webSocket,
      socket,
      house,
    })
    // Not `accepted`: what the client showed at the upgrade would live as long as its connection.
    const dispatch = new Dispatch({
      connection,
      match,
      rate: match.door === 'main' ? INBOUND_RATE.main : INBOUND_RATE.seed,
      frames: options.framesOf(match),
      house: dispatchHouse,
    })
    const guest = new Guest(connection, dispatch, guestHouse)
    webSocket.tell(guest)
    registry.add(connection)
    metrics.connectionOpened(connection.door)
    void options.welcome(connection, accepted).then(() => guest.welcome())
  }
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
