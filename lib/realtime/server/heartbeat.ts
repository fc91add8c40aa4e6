import { CLOSE } from '../protocol/closeReason.ts'
import type { Clock } from './clock.ts'
import type { Connection } from './connection.ts'
import type { ConnectionRegistry } from './connectionRegistry.ts'
import { PING_BYTES } from './frameText.ts'
import { PRESSURE } from './pressure.ts'

const TICK_MS = 1_000

export interface HeartbeatOptions {
  readonly registry: ConnectionRegistry
  readonly clock: Clock
  readonly heartbeatMs: number
  readonly connectionTimeoutMs: number
  /** The frame of this connection's heartbeat; null: the protocol ping alone. */
  readonly frame: (connection: Connection, now: number) => object | null
}

/** Looks at every connection once a second: who is silent, who is too slow, whose time is over, who is due a word. */
export function startHeartbeat(options: HeartbeatOptions): () => void {
  const { clock, connectionTimeoutMs, heartbeatMs, registry } = options
  const look = (connection: Connection, now: number): void => {
    connection.listen(now)
    if (now - connection.heardAt >= connectionTimeoutMs) return connection.close(CLOSE.heartbeatTimeout)
    const { pullingSince, state } = connection
    if (state.phase !== 'open') return
    if (pullingSince !== null && now - pullingSince >= PRESSURE.pullMs) {
      return connection.close(CLOSE.slowConsumer)
    }
    if (state.expiresAt !== null && now >= state.expiresAt) return connection.close(CLOSE.unauthenticated)
    if (now - connection.heartbeatAt < heartbeatMs) return
    connection.heartbeatAt = now
    const frame = connection.greeting ? null : options.frame(connection, now)
    if (frame !== null) connection.send(frame)
    connection.write(PING_BYTES, 0)
  }
  return clock.setTicker(TICK_MS, () => {
    const now = clock.now()
    for (const connection of registry.all()) look(connection, now)
  })
}

/** Where a connection stands in each topic. Topics in which it is not live, or behind, are left out. */
export function headsOf(connection: Connection): Record<string, number> {
  const heads: Record<string, number> = {}
  if (connection.holding) return heads
  for (const [topic, { lastSeq, phase }] of connection.subscriptions) {
    if (phase === 'live') heads[topic] = lastSeq
  }
  return heads
}
