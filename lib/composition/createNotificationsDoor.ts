import { notificationTopics } from '../domains/notifications/contract/audience.ts'
import {
  LiveNotificationFrame,
  NotificationTypesFrame,
  type Notification,
} from '../domains/notifications/contract.ts'
import { toPlainFrame } from '../domains/notifications/server/presentNotification.ts'
import type { DeskActor } from '../domains/identity/contract.ts'
import type { Connection } from '../realtime/server/connection.ts'
import type { SignedInDoor } from '../realtime/server/door.ts'
import type { EventPresenter } from '../realtime/server/eventSlot.ts'
import { defineInbound } from '../realtime/server/inboundFrame.ts'
import type { LogEntry } from '../realtime/server/logEntry.ts'

/**
 * `/ws/notifications/`: what its reader is told, for plain WebSocket clients. What waits for them comes first. `subscribe` and
 * `unsubscribe` say which types are wanted: before the first one all, then those of the set; what is to be acknowledged comes
 * in any case.
 */
export function createNotificationsDoor(o: {
  /** What waits for somebody who connects. */
  readonly waiting: (actor: DeskActor) => Promise<readonly Notification[]>
  readonly now: () => number
}): SignedInDoor<DeskActor> {
  /** A connection that is not here wants all. */
  const wanted = new WeakMap<Connection, Wanted>()

  function shows({ data }: LogEntry, connection: Connection): boolean {
    const { notification_type: type, created_by: by, requires_ack: mustAck } = data
    // Who did it hears the topic too, and knows.
    if (type !== 'system' && by === connection.actor?.userId) return false
    const { only, types } = wanted.get(connection) ?? ALL
    return mustAck === true || types.has(String(type)) === only
  }

  const present = (...[entry, content]: Parameters<EventPresenter>): object | null => {
    if (entry.entity !== 'notification' || entry.action !== 'created' || content === null) return null
    const { notification } = LiveNotificationFrame.parse(content)
    const { expires_at: expiresAt, read } = notification
    const isOver = read || (expiresAt !== null && Date.parse(expiresAt) <= o.now())
    return isOver ? null : toPlainFrame(notification, entry.timestamp)
  }

  const change = (merge: (had: Wanted, types: readonly string[]) => Wanted) =>
    defineInbound(NotificationTypesFrame, ({ notification_types: types }, { connection }) => {
      wanted.set(connection, merge(wanted.get(connection) ?? ALL, types))
    })

  return {
    access: 'actor',
    path: '/ws/notifications/',
    mayConnect: () => true,
    topics: notificationTopics,
    greet: async (actor) =>
      (await o.waiting(actor)).map((notification) => toPlainFrame(notification, notification.created_at)),
    shows,
    present,
    frames: {
      subscribe: change(({ only, types }, added) => ({
        only: true,
        types: few(only ? [...types, ...added] : added),
      })),
      unsubscribe: change(({ only, types }, removed) => ({
        only,
        types: few(only ? [...types].filter((type) => !removed.includes(type)) : [...types, ...removed]),
      })),
    },
    heartbeat: (timestamp) => ({ type: 'heartbeat', timestamp }),
  }
}

/** `only` these types, or all but these. */
interface Wanted {
  readonly only: boolean
  readonly types: ReadonlySet<string>
}

const ALL: Wanted = { only: false, types: new Set() }

/** More types than there are: what a client may have kept for it. */
const MOST_TYPES = 500

const few = (types: readonly string[]): ReadonlySet<string> => new Set(types.slice(0, MOST_TYPES))
