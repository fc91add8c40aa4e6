import type { Connection } from './connection.ts'
import type { Door } from './door.ts'
import { headsOf } from './heartbeat.ts'

export interface HeartbeatFrameOptions {
  readonly doors: readonly Door[]
  readonly epoch: () => string
  /** What does not work now, by name. */
  readonly degraded: () => readonly string[]
}

/** Says a connection's heartbeat in the words of its door; null: the door has none. `now` in ms since the epoch. */
export function createHeartbeatFrame(
  options: HeartbeatFrameOptions,
): (connection: Connection, now: number) => object | null {
  const byPath = new Map(options.doors.map((door) => [door.path, door]))
  return (connection, now) => {
    const door = byPath.get(connection.door)
    const timestamp = new Date(now).toISOString()
    if (door !== undefined) return door.access === 'actor' ? (door.heartbeat?.(timestamp) ?? null) : null
    const broken = options.degraded()
    return {
      type: 'heartbeat',
      timestamp,
      epoch: options.epoch(),
      heads: headsOf(connection),
      ...(broken.length > 0 ? { degraded: broken } : {}),
    }
  }
}
