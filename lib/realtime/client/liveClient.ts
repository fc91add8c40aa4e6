import type { ClientFrame } from '../protocol/clientFrame.ts'
import type { PresentPerson } from '../protocol/frames/presence.ts'
import type { ConnectionStatus } from './connectionStatus.ts'
import type { LiveEvent } from './liveEvent.ts'

/** Any frame as it came over the wire: the engine's are validated, a domain's are known by their `type` only. */
export interface WireFrame {
  readonly type: string
  readonly [field: string]: unknown
}

/** What befalls a topic as a whole. */
export type TopicChange =
  /** It is heard from a new position on, what was before is unknown: data read before must be read again. */
  | { readonly kind: 'restarted'; readonly topic: string; readonly generation: number }
  /** Nobody listened for 60 s, and the server was told: from now on data of this topic grows old. */
  | { readonly kind: 'dropped'; readonly topic: string }
  /** The right to it is gone. Reading again shows what is left. */
  | { readonly kind: 'lost'; readonly topic: string }

/** Who is on a topic. Above 200 people only the count is known. */
export interface Presence {
  readonly people: readonly PresentPerson[]
  readonly count: number
}

/** Somebody who types. `field` is null where the topic has only one. */
export interface Typist {
  readonly userId: string
  readonly name: string
  readonly field: string | null
}

/** Something that can be watched: `get` returns the same object until it changes. */
export interface Watchable<T> {
  get(): T
  watch(listener: () => void): () => void
}

/** A live connection and what hangs on it. Made by `createLiveClient`; works in browsers and Node. */
export interface LiveClient {
  readonly status: Watchable<ConnectionStatus>
  /** Connects. Does nothing when it runs. */
  start(): void
  /** Says goodbye and stays closed until `start`. */
  close(): void
  /** Tries at once instead of waiting, and comes back after `replaced`. Does nothing while all is well. */
  wake(): void
  /** Looks at once for what has changed, where it polls: after an own write, say. Elsewhere that comes by itself. */
  look(): void
  /** Tells the server which page this is now; it does so by itself with every heartbeat. */
  sayWhere(): void
  /** Counts a listener of the topic. Returns the undo; after the last one the subscription lingers for 60 s. */
  subscribe(topic: string): () => void
  /** Which run of the topic's history is heard now; null while the topic is not heard from a known position. */
  generation(topic: string): number | null
  /** What a read of these topics may say that it has heard (`HEARD_HEADER`); null where one of them has no known position. */
  heard(topics: readonly string[]): string | null
  /** Resolves true once every topic is heard from a known position, false after `timeoutMs` or an abort. Never rejects. */
  whenPositioned(
    topics: readonly string[],
    options: { readonly timeoutMs: number; readonly signal?: AbortSignal },
  ): Promise<boolean>
  /** Durable events, in order per topic, each at most once. */
  onEvent(listener: (event: LiveEvent) => void): () => void
  onTopicChange(listener: (change: TopicChange) => void): () => void
  /** Every valid frame, before anything else happens to it. */
  onFrame(listener: (frame: WireFrame) => void): () => void
  /** False when the connection is not open; nothing is kept for later. */
  send(frame: ClientFrame | WireFrame): boolean
  /** Who is on the topic. While anybody watches, it is subscribed, and this client is listed there too. */
  presence(topic: string): Watchable<Presence>
  /** Who else types in the topic. Entries expire after 6 s. While anybody watches, it is subscribed. */
  typists(topic: string): Watchable<readonly Typist[]>
  /** Says that this person types in a topic that is heard, at most every 2 s; call it at every key. False ends it at once. */
  setTyping(topic: string, isTyping: boolean, field?: string): void
}
