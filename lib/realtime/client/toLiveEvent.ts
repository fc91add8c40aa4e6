import type { ChangeAction } from '../protocol/frames/dataUpdate.ts'
import type { LiveEvent } from './liveEvent.ts'
import type { WireFrame } from './liveClient.ts'

/**
 * Turns a durable frame into an event. A frame of content has it under its entity's name (`message`). A frame that only a newer
 * client would understand has no entity: it touches all of its topic.
 */
export function toLiveEvent(frame: WireFrame, topic: string, seq: number): LiveEvent {
  const entity = frame.type !== 'gone' && typeof frame['entity'] === 'string' ? frame['entity'] : ''
  const content = frame.type === 'data_update' ? frame['data'] : frame[entity]
  const data = isRecord(content) ? content : {}
  const id = frame.type === 'gone' ? frame['id'] : data['id']
  return {
    topic,
    seq,
    entity,
    action: frame.type === 'gone' ? 'deleted' : actionOf(frame['action']),
    id: typeof id === 'string' ? id : null,
    data,
    timestamp: typeof frame['timestamp'] === 'string' ? frame['timestamp'] : '',
    changeId: typeof frame['change_id'] === 'string' ? frame['change_id'] : null,
    by: typeof frame['by'] === 'string' ? frame['by'] : null,
  }
}

const actionOf = (action: unknown): ChangeAction =>
  action === 'created' || action === 'deleted' ? action : 'updated'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
