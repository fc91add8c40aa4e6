import type { ChangeAction } from '../../realtime/protocol/frames/dataUpdate.ts'
import type { LogEntry, Revocation } from '../../realtime/server/logEntry.ts'

/** A row of `live_log` as pg hands it over: bigints are text. */
export interface LogRow {
  readonly position: string
  readonly topic: string
  readonly seq: string
  readonly kind: 'data' | 'reset'
  readonly entity: string
  readonly action: ChangeAction
  readonly data: Record<string, unknown>
  readonly change_id: string | null
  readonly actor_id: string | null
  readonly revocation: Revocation | null
  readonly expander: string | null
  readonly at: Date
}

export const LOG_COLUMNS =
  'position, topic, seq, kind, entity, action, data, change_id, actor_id, revocation, expander, at'

/** The row in the engine's words. Positions stay below 2^53. */
export function toLogEntry(row: LogRow): LogEntry {
  return {
    position: Number(row.position),
    topic: row.topic,
    seq: Number(row.seq),
    kind: row.kind,
    entity: row.entity,
    action: row.action,
    data: row.data,
    timestamp: row.at.toISOString(),
    changeId: row.change_id,
    actorId: row.actor_id,
    revocation: row.revocation,
    expander: row.expander,
  }
}
