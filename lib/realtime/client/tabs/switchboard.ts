import type { HeartbeatTab } from '../../protocol/frames/heartbeat.ts'
import type { Cursor } from '../../protocol/cursor.ts'
import type { ServerFrame } from '../../protocol/serverFrame.ts'
import type { ValidFrame } from '../readServerFrame.ts'
import { isPassing } from '../topicSync.ts'
import { createTopicRoom, type TopicRoom } from './topicRoom.ts'

/** Tabs in one heartbeat, as many as its schema takes. */
const TABS_MAX = 50
/** Names the switchboard's own questions. */
const OWN = '~'

/** A frame that goes out, as far as it is looked at. */
export interface OutFrame {
  readonly type: string
  readonly topic?: string
  readonly since?: Cursor
  readonly cursors?: Readonly<Record<string, Cursor>>
  readonly request_id?: string
  readonly data?: { readonly tabs?: readonly HeartbeatTab[] }
}

/** Stands between the tabs of a browser and their one connection: each hears its topics, and answers to its own questions. */
export interface Switchboard {
  join(tab: string): void
  leave(tab: string): void
  /** A frame of a tab. False when no connection stands. */
  send(tab: string, frame: OutFrame): boolean
  /** A frame of the server. */
  receive(read: ValidFrame): void
  /** The connection is gone. Tabs stay. */
  lost(): void
}

/** `send` writes to the connection, `tell` hands a frame to tabs. */
export function createSwitchboard(o: {
  readonly send: (frame: object) => boolean
  readonly tell: (tabs: readonly string[], read: ValidFrame) => void
}): Switchboard {
  const rooms = new Map<string, TopicRoom>()
  /** The pages of each tab, by its number in request ids. */
  const tabs = new Map<string, { readonly number: number; pages: readonly HeartbeatTab[] }>()
  let numbers = 0
  /** Cursors that go out together at the end of the turn. */
  let resuming: Record<string, Cursor> | null = null

  function roomOf(topic: string): TopicRoom {
    let room = rooms.get(topic)
    if (!room) {
      room = createTopicRoom(topic, {
        answer: (tab, frame) => o.tell([tab], { kind: 'engine', frame }),
        ask,
      })
      rooms.set(topic, room)
    }
    return room
  }

  function ask(topic: string, since: Cursor | null) {
    if (!since) {
      o.send({ type: 'subscribe', topic, request_id: OWN })
      return
    }
    if (!resuming) {
      const cursors: Record<string, Cursor> = (resuming = {})
      queueMicrotask(() => {
        if (resuming !== cursors) return
        resuming = null
        o.send({ type: 'resume', cursors })
      })
    }
    resuming[topic] = since
  }

  function leaveRoom(tab: string, topic: string, room: TopicRoom) {
    leavePresence(tab, topic, room)
    room.leave(tab)
    if (room.tabs.size > 0 || room.isGiven) return
    rooms.delete(topic)
    if (resuming) delete resuming[topic]
    o.send({ type: 'unsubscribe', topic })
  }

  function leavePresence(tab: string, topic: string, { present }: TopicRoom) {
    if (present.delete(tab) && present.size === 0) o.send({ type: 'presence_leave', topic })
  }

  /** The page in front stands first. */
  function sayPages() {
    const pages = [...tabs.values()].flatMap((tab) => tab.pages)
    const visibleFirst = pages.toSorted((a, b) => Number(b.visible === true) - Number(a.visible === true))
    return o.send({ type: 'heartbeat', data: { tabs: visibleFirst.slice(0, TABS_MAX) } })
  }

  function handle(frame: ServerFrame): boolean {
    switch (frame.type) {
      case 'subscribed':
        subscribed(frame)
        return true
      case 'error':
        return refused(frame)
      case 'unsubscribed':
        if (frame.reason === 'access_changed') dismiss(frame.topic)
        return true
      case 'reset':
        rooms.get(frame.topic)?.reset(frame)
        return false
      case 'heartbeat':
        for (const [topic, head] of Object.entries(frame.heads)) rooms.get(topic)?.written(frame.epoch, head)
        return false
      default:
        return false
    }
  }

  function subscribed(frame: Extract<ServerFrame, { type: 'subscribed' }>) {
    const isGiven = frame.recovered === null && frame.request_id === undefined
    // The answer to a tab that has left meanwhile.
    if (!isGiven && !rooms.has(frame.topic)) return
    const room = roomOf(frame.topic)
    if (isGiven && !room.isGiven) {
      room.isGiven = true
      for (const tab of tabs.keys()) room.tabs.add(tab)
    }
    room.subscribed(frame)
  }

  function refused({ code, request_id: id, topic }: Extract<ServerFrame, { type: 'error' }>): boolean {
    if (topic === undefined || (id !== OWN && code !== 'too_many_subscriptions')) return false
    // What may pass is asked again when the answer is overdue.
    if (!isPassing(code)) dismiss(topic)
    return true
  }

  function dismiss(topic: string) {
    const room = rooms.get(topic)
    if (!room) return
    rooms.delete(topic)
    o.tell([...room.tabs], {
      kind: 'engine',
      frame: { type: 'unsubscribed', topic, reason: 'access_changed' },
    })
  }

  return {
    join(tab) {
      tabs.set(tab, { number: (numbers += 1), pages: [] })
      for (const room of rooms.values()) {
        if (!room.isGiven) continue
        room.tabs.add(tab)
        room.introduce(tab)
      }
    },
    leave(tab) {
      if (!tabs.delete(tab)) return
      for (const [topic, room] of rooms) if (room.tabs.has(tab)) leaveRoom(tab, topic, room)
      sayPages()
    },
    send(tab, frame) {
      const known = tabs.get(tab)
      if (!known) return false
      const { topic, type } = frame
      const room = topic === undefined ? undefined : rooms.get(topic)
      if (type === 'subscribe' && topic !== undefined) roomOf(topic).want(tab, frame.since ?? null)
      else if (type === 'resume' && frame.cursors) {
        for (const [each, since] of Object.entries(frame.cursors)) roomOf(each).want(tab, since)
      } else if (type === 'unsubscribe' && topic !== undefined) {
        if (room?.tabs.has(tab)) leaveRoom(tab, topic, room)
      } else if (type === 'presence_leave' && topic !== undefined) {
        if (room) leavePresence(tab, topic, room)
      } else if (type === 'heartbeat' && frame.data?.tabs) {
        known.pages = frame.data.tabs
        return sayPages()
      } else {
        if (type === 'presence_join') room?.present.add(tab)
        const id = frame.request_id
        return o.send(id === undefined ? frame : { ...frame, request_id: `${known.number}:${id}` })
      }
      return true
    },
    receive(read) {
      if (read.kind === 'engine' && handle(read.frame)) return
      const { frame } = read
      const id = 'request_id' in frame && typeof frame.request_id === 'string' ? frame.request_id : ''
      const asker = [...tabs].find(([, { number }]) => id.startsWith(`${number}:`))
      if (asker) {
        const own = { ...frame, request_id: id.slice(id.indexOf(':') + 1) }
        o.tell([asker[0]], { ...read, frame: own } as ValidFrame)
        return
      }
      const topic = 'topic' in frame && typeof frame.topic === 'string' ? frame.topic : undefined
      const room = topic === undefined ? undefined : rooms.get(topic)
      if (room && 'seq' in frame && typeof frame.seq === 'number' && frame.type !== 'reset') {
        room.passed(frame.seq)
      }
      o.tell(topic === undefined ? [...tabs.keys()] : [...(room?.tabs ?? [])], read)
    },
    lost() {
      rooms.clear()
      resuming = null
    },
  }
}
