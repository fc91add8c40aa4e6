import type { ClientFrame } from '../protocol/clientFrame.ts'
import type { PresenceFrame, PresentPerson } from '../protocol/frames/presence.ts'
import type { Presence, Watchable } from './liveClient.ts'
import { createListeners, type Listeners } from './listeners.ts'

/** Who is on the topics that somebody looks at. */
export interface PresenceBook {
  of(topic: string): Watchable<Presence>
  receive(frame: PresenceFrame): void
  /** The topic is heard on this connection: only now may one join there. */
  heard(topic: string): void
}

const NOBODY: Presence = { people: [], count: 0 }

interface Room {
  presence: Presence
  readonly listeners: Listeners<[]>
  readonly unsubscribe: () => void
}

/**
 * Watching subscribes. The last known list stays while the connection is away: people do not vanish because one's own network did.
 */
export function createPresenceBook(o: {
  send(frame: ClientFrame): boolean
  subscribe(topic: string): () => void
  isHeard(topic: string): boolean
}): PresenceBook {
  const rooms = new Map<string, Room>()

  function watch(topic: string, listener: () => void) {
    let room = rooms.get(topic)
    if (!room) {
      const unsubscribe = o.subscribe(topic)
      rooms.set(topic, (room = { presence: NOBODY, listeners: createListeners(), unsubscribe }))
      if (o.isHeard(topic)) o.send({ type: 'presence_join', topic })
    }
    const undo = room.listeners.add(listener)
    return () => {
      undo()
      if (room.listeners.size > 0 || rooms.get(topic) !== room) return
      rooms.delete(topic)
      o.send({ type: 'presence_leave', topic })
      room.unsubscribe()
    }
  }

  return {
    of: (topic) => ({
      get: () => rooms.get(topic)?.presence ?? NOBODY,
      watch: (listener) => watch(topic, listener),
    }),
    receive({ topic, joined, left, count, snapshot }) {
      const room = rooms.get(topic)
      if (!room) return
      const people = new Map<string, PresentPerson>()
      for (const person of snapshot ? [] : room.presence.people) people.set(person.user_id, person)
      for (const userId of left) people.delete(userId)
      for (const person of joined) people.set(person.user_id, person)
      room.presence = { people: [...people.values()], count }
      room.listeners.tell()
    },
    heard(topic) {
      if (rooms.has(topic)) o.send({ type: 'presence_join', topic })
    },
  }
}
