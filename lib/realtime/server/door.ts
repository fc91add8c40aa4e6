import type { Actor } from './actor.ts'
import type { Connection, EphemeralPresenter } from './connection.ts'
import type { EventPresenter } from './eventSlot.ts'
import type { InboundFrame } from './inboundFrame.ts'
import type { LogEntry } from './logEntry.ts'

/** What stood in the place of a path's braces. */
export type DoorParams = Readonly<Record<string, string>>

/** A path of its own for plain WebSocket clients: its topics are subscribed for them, and frames carry no `topic`. */
export interface SignedInDoor<A extends Actor = Actor> {
  readonly access: 'actor'
  /** With braces for parameters, as in `/ws/chat/{id}/`. Works with and without the last slash. */
  readonly path: string
  /** Others are closed 4003. */
  readonly mayConnect: (actor: A, params: DoorParams) => boolean
  /** Subscribed before anything is sent; a topic that may not be read closes 4003 too. */
  readonly topics: (actor: A, params: DoorParams) => readonly string[]
  /** The first frames. Events come after them, and none that was committed meanwhile is missing. `now` is ISO 8601. */
  readonly greet: (
    actor: A,
    context: { readonly params: DoorParams; readonly now: string },
  ) => readonly object[] | Promise<readonly object[]>
  /** The event's frame on this path: no topic, seq or change_id, at most 200 bytes; null: nothing. */
  readonly present: EventPresenter
  /** Whether this connection is shown the event. Default: all that `present` does not leave out. */
  readonly shows?: (entry: LogEntry, connection: Connection) => boolean
  /** The ephemeral frame of a topic as it is said here; without it, such frames do not come here. */
  readonly presentEphemeral?: EphemeralPresenter
  /** Frames taken here beside `ping` and `ack`, by `type`. */
  readonly frames?: Readonly<Record<string, InboundFrame<A>>>
  /** Whether `typing {is_typing}` is taken here for the first topic; `presentEphemeral` says how others hear of it. */
  readonly typing?: true
  /** A frame at each heartbeat; without it only the protocol ping goes out. */
  readonly heartbeat?: (now: string) => object
}

/** A path without sign-in, for any Origin. It knows no topics. */
export interface AnonymousDoor {
  readonly access: 'anonymous'
  readonly path: string
  /** More from one address get 503. */
  readonly connectionsPerAddress: number
  /** Sent on connect, after each `ping`, and every `intervalMs`. */
  readonly status: () => Promise<object>
  readonly intervalMs: number
}

export type Door<A extends Actor = Actor> = SignedInDoor<A> | AnonymousDoor

/** The multiplexed path of the app's own client. */
export const MAIN_PATH = '/ws'
