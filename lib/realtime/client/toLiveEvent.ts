import type { ChangeAction } from '../protocol/frames/dataUpdate.ts'
import type { LiveEvent } from './liveEvent.ts'
import type { WireFrame } from './liveClient.ts'

/** Turns a durable frame into an event. A frame that only a newer client would understand has no entity: it touches all of its topic. */
export function toLiveEvent(frame: WireFrame, topic: string, seq: number): LiveEvent {
  const data = isRecord(frame['data']) ? frame['data'] : {}
  const id = frame.type === 'gone' ? frame['id'] : data['id']
  return {
    topic,
    seq,
    entity: frame.type === 'data_update' ? String(frame['entity']) : '',
    action: frame.type === 'gone' ? 'deleted' : actionOf(frame['action']),
    id: typeof id === 'string' ? id : null,
    data,
    timestamp: typeof frame['timestamp'] === 'string' ? frame['timestamp'] : '',
    changeId: typeof frame['change_id'] === 'string' ? frame['change_id'] : null,
  }
}

const actionOf = (action: unknown): ChangeAction =>
  action === 'created' || action === 'deleted' ? action : 'updated'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
