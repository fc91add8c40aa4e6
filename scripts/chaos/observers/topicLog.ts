import type { Entry } from '../history.ts'
import type { WireFrame } from './wireFrame.ts'

interface Cursor {
  readonly epoch: string
  seq: number
}

/** What an observer knows of its topics, by the rules that clients follow. */
export interface TopicLog {
  readonly cursors: ReadonlyMap<string, { readonly epoch: string; readonly seq: number }>
  /** Topics whose `resume` has not been answered. */
  readonly resuming: ReadonlySet<string>
  /** The greeting of a new connection: the frame that asks for what was missed, or null. */
  greeted(): object | null
  /** A frame of a topic. Answers with a frame to send, or null. */
  take(frame: WireFrame): object | null
  /** The connection was told that nothing holds any more. */
  startOver(): void
}

export interface TopicLogEvents {
  readonly record: (entry: Entry) => void
  /** The topic's next event, each once and in order. */
  readonly onEvent: (frame: WireFrame & { readonly topic: string; readonly seq: number }) => void
  /** What was before is unknown. */
  readonly onTold: () => void
}

/** Frames that are a topic's next event. */
const EVENTS: ReadonlySet<string> = new Set(['data_update', 'notification'])

export function createTopicLog({ record, onEvent, onTold }: TopicLogEvents): TopicLog {
  const cursors = new Map<string, Cursor>()
  const known = new Set<string>()
  const resuming = new Set<string>()

  const ask = (topics: readonly string[]): object | null => {
    if (topics.length === 0) return null
    for (const topic of topics) resuming.add(topic)
    return { type: 'resume', cursors: Object.fromEntries(topics.map((topic) => [topic, cursors.get(topic)])) }
  }

  const begin = (topic: string, { epoch = '', seq = 0 }: WireFrame, told: boolean): void => {
    record({ kind: 'began', topic, epoch, seq, told })
    cursors.set(topic, { epoch, seq })
    known.add(topic)
    onTold()
  }

  const subscribed = (topic: string, frame: WireFrame): void => {
    const { epoch = '', seq = 0, recovered, replayed = 0 } = frame
    const cursor = cursors.get(topic)
    // The server's own subscription of this connection: ours, with the cursor, is on its way.
    if (recovered === null && cursor !== undefined) return
    resuming.delete(topic)
    if (cursor === undefined) return begin(topic, frame, known.has(topic))
    if (recovered === false) return begin(topic, frame, true)
    const sameEpoch = cursor.epoch === epoch
    // Events may have come between the question and its answer; they come again, and are dropped.
    const from = seq - replayed
    if (from > cursor.seq || seq < cursor.seq || !sameEpoch)
      record({ kind: 'resumed', topic, from: cursor.seq, seq, replayed, sameEpoch })
    else record({ kind: 'resumed', topic, from, seq, replayed, sameEpoch })
  }

  const event = (topic: string, seq: number, frame: WireFrame): object | null => {
    const cursor = cursors.get(topic)
    if (cursor === undefined) {
      record({ kind: 'hole', topic, after: 0, seq })
      return null
    }
    if (seq <= cursor.seq) return null
    if (seq > cursor.seq + 1) {
      if (resuming.has(topic)) return null
      record({ kind: 'hole', topic, after: cursor.seq, seq })
      return ask([topic])
    }
    cursor.seq = seq
    const { entity = '', action = '', change_id: operation = null } = frame
    const { data = frame.notification ?? {} } = frame
    const id = typeof data['id'] === 'string' ? data['id'] : null
    const version = typeof data['version'] === 'number' ? data['version'] : null
    record({ kind: 'event', topic, seq, entity, action, id, version, operation, at: Date.now() })
    onEvent({ ...frame, topic, seq })
    return null
  }

  return {
    cursors,
    resuming,
    greeted() {
      resuming.clear()
      return ask([...cursors.keys()])
    },
    take(frame) {
      const { type, topic, seq } = frame
      if (type === 'heartbeat' && frame.heads !== undefined) {
        const behind = Object.entries(frame.heads).filter(
          ([of, head]) => head > (cursors.get(of)?.seq ?? head),
        )
        return ask(behind.map(([of]) => of).filter((of) => !resuming.has(of)))
      }
      if (topic === undefined) return null
      if (type === 'subscribed') subscribed(topic, frame)
      else if (type === 'reset') begin(topic, frame, true)
      else if (type === 'unsubscribed') {
        cursors.delete(topic)
        record({ kind: 'ended', topic })
        onTold()
      } else if (EVENTS.has(type) && seq !== undefined) return event(topic, seq, frame)
      return null
    },
    startOver() {
      for (const topic of cursors.keys()) record({ kind: 'ended', topic })
      cursors.clear()
      resuming.clear()
    },
  }
}
