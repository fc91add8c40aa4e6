import type { LiveClient } from '@/lib/realtime/client/liveClient.ts'
import type { LiveEvent } from '@/lib/realtime/client/liveEvent.ts'
import type { Notification } from '@/lib/domains/notifications/contract.ts'

/** What comes within so many ms is told at once. */
const GATHER_MS = 200
/** What is older was missed, not heard: the count says it. */
const FRESH_MS = 60_000

/** What is told of one's notifications as they come. */
export interface ArrivalListener {
  /** New ones, the oldest first; one for each group, the newest. */
  onArrivals(arrivals: readonly Notification[]): void
  /** Read, put off or acknowledged, here or elsewhere: nothing more is to be said of it. Null: of none. */
  onSettled(id: string | null): void
}

/** Hears what is new for this person, on any of their topics. Returns the undo. */
export function followArrivals(o: {
  readonly client: Pick<LiveClient, 'onEvent'>
  readonly userId: string
  readonly now: () => number
  readonly listener: ArrivalListener
}): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const waiting = new Map<string, Notification>()
  const tell = () => {
    timer = undefined
    const arrivals = [...waiting.values()]
    waiting.clear()
    o.listener.onArrivals(arrivals)
  }
  const stop = o.client.onEvent((event) => {
    if (event.entity === 'notification_reader') return o.listener.onSettled(null)
    if (event.entity === 'notification_mark') return o.listener.onSettled(markedIn(event))
    const line = newIn(event)
    if (line === null || line.read || isOwn(line, o.userId)) return
    if (o.now() - Date.parse(event.timestamp) > FRESH_MS) return
    const group = line.group_key ?? line.id
    waiting.delete(group)
    waiting.set(group, line)
    timer ??= setTimeout(tell, GATHER_MS)
  })
  return () => {
    stop()
    clearTimeout(timer)
  }
}

/** Whoever did it, or wrote it, knows. */
const isOwn = ({ by }: Notification, userId: string): boolean => by?.id === userId

/**
 * The notification that an event brings; null where it brings none. Of what this server's own presenter wrote only that is looked
 * at by which it is told from an event without content.
 */
function newIn({ entity, action, data }: LiveEvent): Notification | null {
  if (entity !== 'notification' || action !== 'created') return null
  return typeof data['title'] === 'string' && 'read' in data ? (data as unknown as Notification) : null
}

/** A mark that takes something back (unread again) settles nothing: an id that no toast has. */
function markedIn({ data }: LiveEvent): string {
  const { notification_id: id, read_at: readAt, snoozed_until: until, acknowledged_at: ackAt } = data
  const isSettled = [readAt, until, ackAt].some((at) => typeof at === 'string')
  return isSettled && typeof id === 'string' ? id : ''
}
