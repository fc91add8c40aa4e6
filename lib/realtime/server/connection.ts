import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { CLOSE } from '../protocol/closeReason.ts'
import type { CloseReason } from '../protocol/closeReason.ts'
import type { HeartbeatTab } from '../protocol/frames/heartbeat.ts'
import type { Actor } from './actor.ts'
import type { EventPresenter } from './eventSlot.ts'
import { frameJson } from './frameText.ts'
import { judgePressure } from './pressure.ts'
import type { Subscription } from './subscription.ts'
import type { SocketQueue, TurnWriter } from './writeQueue.ts'

/** Where a connection is in its life. A field exists only where it is true. Times in ms since the epoch. */
export type ConnectionState =
  | { readonly phase: 'authenticating'; readonly openedAt: number }
  | {
      readonly phase: 'open'
      /** Null on doors without sign-in. */
      readonly actor: Actor | null
      /** When a token ends. Null for sessions: they are asked about. */
      readonly expiresAt: number | null
    }
  | { readonly phase: 'closing'; readonly reason: CloseReason }
  | { readonly phase: 'closed'; readonly reason: CloseReason | null }

/** Says an ephemeral frame of a topic in a door's words; null: nothing. */
export type EphemeralPresenter = (topic: string, frame: Readonly<Record<string, unknown>>) => object | null

export interface ConnectionOptions {
  readonly id: string
  /** The door's path, for metrics and lists. */
  readonly door: string
  readonly address: string
  /** Tells apart the clients of one person; null: the client did not say. */
  readonly clientId: string | null
  /** How events are shown on this path; null: as `/ws` shows them. */
  readonly present: EventPresenter | null
  /** How ephemeral frames are shown on a seed's path; null: not at all, or, on `/ws`, as they are. */
  readonly presentEphemeral: EphemeralPresenter | null
  readonly webSocket: WebSocket
  readonly socket: Duplex
  readonly writer: TurnWriter
  readonly now: () => number
  /** The socket has taken all that waited while the connection was in pull mode. */
  readonly onDrained: (connection: Connection) => void
}

/** One socket. Everything that goes out goes through `write`, in order; nothing overtakes. */
export class Connection {
  readonly id: string
  readonly door: string
  readonly address: string
  readonly clientId: string | null
  readonly present: EventPresenter | null
  readonly presentEphemeral: EphemeralPresenter | null
  readonly openedAt: number
  readonly subscriptions = new Map<string, Subscription>()
  /** Pages that the client says it shows. */
  tabs: readonly HeartbeatTab[] = []
  /** When a frame last came. */
  activeAt: number
  /** When a byte last came. */
  heardAt: number
  /** When the last heartbeat went out. */
  heartbeatAt: number
  /** Events stay in the ring while this is true: the first frames have not gone out yet. */
  greeting = true
  /** Since when events are left in the ring because the socket does not take them; null: it takes them. */
  pullingSince: number | null = null
  #state: ConnectionState
  #heardBytes = 0
  readonly #webSocket: WebSocket
  readonly #socket: Duplex
  readonly #writer: TurnWriter
  readonly #queue: SocketQueue
  readonly #now: () => number

  constructor(options: ConnectionOptions) {
    this.id = options.id
    this.door = options.door
    this.address = options.address
    this.clientId = options.clientId
    this.present = options.present
    this.presentEphemeral = options.presentEphemeral
    this.openedAt = options.now()
    this.activeAt = this.openedAt
    this.heardAt = this.openedAt
    this.heartbeatAt = this.openedAt
    this.#state = { phase: 'authenticating', openedAt: this.openedAt }
    this.#webSocket = options.webSocket
    this.#socket = options.socket
    this.#writer = options.writer
    this.#queue = { socket: options.socket, buffers: [], bytes: 0, frames: 0, queued: false, onWritten: null }
    this.#now = options.now
    const drained = (): void => {
      // Where more is queued than that, its own write drains later.
      if (this.pullingSince === null || judgePressure(this.bufferedBytes) !== 'fine') return
      this.pullingSince = null
      options.onDrained(this)
    }
    options.socket.on('drain', drained)
    this.#queue.onWritten = () => {
      // A write that the system took at once emits no 'drain'. Others get their turn before this one goes on.
      if (this.pullingSince !== null && !options.socket.writableNeedDrain) setImmediate(drained)
    }
  }

  get state(): ConnectionState {
    return this.#state
  }

  get isOpen(): boolean {
    return this.#state.phase === 'open'
  }

  /** Null before authentication, after the end, and on doors without sign-in. */
  get actor(): Actor | null {
    return this.#state.phase === 'open' ? this.#state.actor : null
  }

  /** Whether events must stay in the ring for now. */
  get holding(): boolean {
    return this.pullingSince !== null || this.greeting || this.#state.phase !== 'open'
  }

  get bufferedBytes(): number {
    return this.#queue.bytes + this.#socket.writableLength
  }

  open(actor: Actor | null, expiresAt: number | null): void {
    if (this.#state.phase === 'authenticating') this.#state = { phase: 'open', actor, expiresAt }
  }

  /** The same person with other rights. */
  replaceActor(actor: Actor): void {
    if (this.#state.phase === 'open') this.#state = { ...this.#state, actor }
  }

  /** Queues whole frames (`frames` of them in `bytes`) behind everything queued before. */
  write(bytes: Buffer, frames: number): void {
    if (this.#state.phase !== 'open') return
    this.#writer.add(this.#queue, bytes, frames)
    if (judgePressure(this.bufferedBytes) === 'fine') return
    this.pullingSince ??= this.#now()
    if (judgePressure(this.bufferedBytes) === 'pull') return
    // What was queued in this turn is no sign of a slow client before the socket was offered it.
    this.#writer.flush(this.#queue)
    if (judgePressure(this.bufferedBytes) === 'close') this.close(CLOSE.slowConsumer)
  }

  send(frame: object): void {
    this.write(frameJson(frame), 1)
  }

  /** For what nobody misses: dropped while the socket is behind. */
  writeEphemeral(bytes: Buffer): void {
    if (!this.holding && judgePressure(this.bufferedBytes) === 'fine') this.write(bytes, 1)
  }

  /** Looks whether bytes came since the last look: frames, fragments and protocol pongs alike. */
  listen(now: number): void {
    const read = this.#socket instanceof Socket ? this.#socket.bytesRead : 0
    if (read !== this.#heardBytes) this.heardAt = now
    this.#heardBytes = read
  }

  /** Writes what waits, then the close frame. The first reason counts. */
  close(reason: CloseReason): void {
    if (this.#state.phase === 'closing' || this.#state.phase === 'closed') return
    this.#state = { phase: 'closing', reason }
    this.#writer.flush(this.#queue)
    this.#webSocket.close(reason.code, reason.name)
  }

  /** Cuts the line. */
  terminate(): void {
    this.#webSocket.terminate()
  }

  /** The socket is gone. Answers why, or null when the client left. */
  ended(): CloseReason | null {
    const reason =
      this.#state.phase === 'closing' || this.#state.phase === 'closed' ? this.#state.reason : null
    this.#state = { phase: 'closed', reason }
    return reason
  }
}
