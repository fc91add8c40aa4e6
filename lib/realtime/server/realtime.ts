import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Cursor } from '../protocol/cursor.ts'
import type { TopicHeads } from '../protocol/topicHeads.ts'
import type { Actor } from './actor.ts'
import type { BackplaneMode } from './backplane.ts'
import type { RelayState } from './relay.ts'

/** What an admin sees of the engine in this process. */
export interface RealtimeStatus {
  readonly connections: number
  readonly users: number
  readonly topics: number
  readonly epoch: string
  readonly position: number
  readonly backplane: BackplaneMode
  /** `off`: this process never relays. */
  readonly relay: RelayState | 'off'
  /** What does not work now, as heartbeats say it: `database`, `backplane`. */
  readonly degraded: readonly string[]
  readonly isDraining: boolean
}

/** One connection, as an admin sees it. Times in ISO 8601 UTC. */
export interface ConnectionInfo {
  readonly id: string
  readonly door: string
  readonly userId: string | null
  readonly name: string | null
  readonly address: string
  readonly openedAt: string
  readonly activeAt: string
  readonly pages: readonly string[]
  readonly topics: number
  readonly bufferedBytes: number
}

/** The engine of one process. */
export interface Realtime {
  /** For the http server's 'upgrade' event; answers or destroys every socket. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Plain HTTP there is answered 426 by the caller. */
  isSocketPath(pathname: string): boolean
  /** Something was committed: wakes the relay, wherever it runs. */
  nudge(): void
  /** Sends an ephemeral frame ({type, …}, without topic) to those who hear a topic, in every process. */
  publish(topic: string, frame: Readonly<Record<string, unknown>>): void
  /** Where topics stand, as far as this person may subscribe to them. Rejects when the log is away. */
  readHeads(actor: Actor, topics: readonly string[]): Promise<TopicHeads>
  /**
   * Where a topic stands in this process: everything up to there was committed, and handed on here. Null where that is not
   * known; with `follow` it will be in a moment.
   */
  placeOf(topic: string, follow: boolean): Cursor | null
  /**
   * Who is on a topic, with a tab in front that shows a page with this word in its path; ids of users. Over all processes; while
   * the backplane is away, of this one.
   */
  lookers(topic: string, word: string): Promise<readonly string[]>
  /** Of everybody who is connected here. */
  sessionIds(): Iterable<string>
  status(): RealtimeStatus
  connections(): readonly ConnectionInfo[]
  /** Tells everybody to come back elsewhere, and takes nobody new. Resolves when all are gone. */
  drain(): Promise<void>
  /** Ends everything at once. Safe after `drain`. */
  close(): Promise<void>
}
