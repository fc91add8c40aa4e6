import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { CLOSE } from '../protocol/closeReason.ts'
import type { CloseReason } from '../protocol/closeReason.ts'
import type { HeartbeatTab } from '../protocol/frames/heartbeat.ts'
import type { Actor } from './actor.ts'
import type { EventPresenter } from './eventSlot.ts'
import { frameJson, pongFrame } from './frameText.ts'
import type { LogEntry } from './logEntry.ts'
import { judgePressure } from './pressure.ts'
import { SocketWriter } from './socketWriter.ts'
import type { Subscription } from './subscription.ts'
import type { TurnWriter } from './writeQueue.ts'

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
  /** Which events are shown on this path; null: all. */
  readonly shows: ((entry: LogEntry, connection: Connection) => boolean) | null
  /** How ephemeral frames are shown on a seed's path; null: not at all, or, on `/ws`, as they are. */
  readonly presentEphemeral: EphemeralPresenter | null
  readonly webSocket: WebSocket
  readonly socket: Duplex
  readonly house: ConnectionHouse
}

/** What all connections of a process share. */
export interface ConnectionHouse {
  readonly writer: TurnWriter
  readonly now: () => number
  /** The socket has taken all that waited while the connection was in pull mode. */
  readonly onDrained: (connection: Connection) => void
}

const NO_TABS: readonly HeartbeatTab[] = []

/** One socket. Everything that goes out goes through `write`, in order; nothing overtakes. */
export class Connection {
  readonly id: string
  readonly door: string
  readonly address: string
  readonly clientId: string | null
  readonly present: EventPresenter | null
  readonly shows: ConnectionOptions['shows']
  readonly presentEphemeral: EphemeralPresenter | null
  readonly openedAt: number
  readonly subscriptions = new Map<string, Subscription>()
  /** Pages that the client says it shows. */
  tabs: readonly HeartbeatTab[] = NO_TABS
  /** When a frame last came. */
  activeAt: number
  /** When a byte last came. */
  heardAt: number
  /** When the last heartbeat went out. */
  heartbeatAt: number
  /** Since when events are left in the ring because the socket does not take them; null: it takes them. */
  #pullingSince: number | null = null
  #isGreeting = true
  #isOpen = false
  #isHolding = true
  #state: ConnectionState
  #heardBytes = 0
  readonly #webSocket: WebSocket
  readonly #socket: Duplex
  readonly #house: ConnectionHouse
  readonly #out: SocketWriter

  constructor(options: ConnectionOptions) {
    this.id = options.id
    this.door = options.door
    this.address = options.address
    this.clientId = options.clientId
    this.present = options.present
    this.shows = options.shows
    this.presentEphemeral = options.presentEphemeral
    this.#house = options.house
    this.openedAt = options.house.now()
    this.activeAt = this.openedAt
    this.heardAt = this.openedAt
    this.heartbeatAt = this.openedAt
    this.#state = { phase: 'authenticating', openedAt: this.openedAt }
    this.#webSocket = options.webSocket
    this.#socket = options.socket
    this.#out = new SocketWriter(options.socket, this)
  }

  get state(): ConnectionState {
    return this.#state
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  get pullingSince(): number | null {
    return this.#pullingSince
  }

  get greeting(): boolean {
    return this.#isGreeting
  }

  /** Null before authentication, after the end, and on doors without sign-in. */
  get actor(): Actor | null {
    return this.#state.phase === 'open' ? this.#state.actor : null
  }

  /** Whether events must stay in the ring for now. Asked for each delivery, so that it is worked out when it changes. */
  get holding(): boolean {
    return this.#isHolding
  }

  get bufferedBytes(): number {
    return this.#out.queuedBytes + this.#out.waiting
  }

  open(actor: Actor | null, expiresAt: number | null): void {
    if (this.#state.phase === 'authenticating') this.#become({ phase: 'open', actor, expiresAt })
  }

  /** The first frames of the door have gone out: events may follow. Until then they stay in the ring. */
  greeted(): void {
    this.#isGreeting = false
    this.#judgeHolding()
  }

  /** The same person with other rights. */
  replaceActor(actor: Actor): void {
    if (this.#state.phase === 'open') this.#state = { ...this.#state, actor }
  }

  /** Queues whole frames (`frames` of them in `bytes`) behind everything queued before. */
  write(bytes: Buffer, frames: number): void {
    if (!this.#isOpen) return
    this.#house.writer.add(this.#out, bytes, frames)
    this.#feelPressure()
  }

  /** As `write`, and where nothing is queued the socket gets them now. For who has gathered a turn's frames already. */
  writeNow(bytes: Buffer, frames: number): void {
    if (!this.#isOpen) return
    this.#house.writer.now(this.#out, bytes, frames)
    if (!this.#out.isClear) this.#feelPressure()
  }

  /** Answers a protocol ping: before the connection is open, too, and on every door. */
  pong(payload: Buffer): void {
    if (this.#state.phase === 'closing' || this.#state.phase === 'closed') return
    this.#house.writer.add(this.#out, pongFrame(payload), 0)
    this.#feelPressure()
  }

  #feelPressure(): void {
    if (judgePressure(this.bufferedBytes) === 'fine') return
    this.#pullingSince ??= this.#house.now()
    this.#judgeHolding()
    if (judgePressure(this.bufferedBytes) === 'pull') return
    // What was queued in this turn is no sign of a slow client before the socket was offered it.
    this.#house.writer.flush(this.#out)
    if (judgePressure(this.bufferedBytes) === 'close') this.close(CLOSE.slowConsumer)
  }

  /** The socket has taken, later than at once, what was written to it. */
  onTaken(): void {
    // Where more is queued than that, its own write drains later.
    if (this.#pullingSince === null || judgePressure(this.bufferedBytes) !== 'fine') return
    this.#pullingSince = null
    this.#judgeHolding()
    this.#house.onDrained(this)
  }

  /** A turn's frames have been written. */
  onWritten(): void {
    // What the system took at once is not told. Others get their turn before this one goes on.
    if (this.#pullingSince !== null && !this.#out.willTell) setImmediate(() => this.onTaken())
  }

  #become(state: ConnectionState): void {
    this.#state = state
    this.#isOpen = state.phase === 'open'
    this.#judgeHolding()
  }

  #judgeHolding(): void {
    this.#isHolding = this.#pullingSince !== null || this.#isGreeting || !this.#isOpen
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

  /**
   * Writes what waits, then the close frame, then ends its side of the line. The first reason counts. Nothing is read any
   * more: what a client sends after that would only be kept until it is gone, 5 s later at the latest.
   */
  close(reason: CloseReason): void {
    if (this.#state.phase === 'closing' || this.#state.phase === 'closed') return
    this.#become({ phase: 'closing', reason })
    this.#house.writer.flush(this.#out)
    this.#webSocket.close(reason.code, reason.name)
    this.#socket.removeAllListeners('data')
    this.#socket.resume()
    this.#socket.end()
  }

  /** Cuts the line. */
  terminate(): void {
    this.#webSocket.terminate()
  }

  /** The socket is gone. Answers why, or null when the client left. */
  ended(): CloseReason | null {
    const reason =
      this.#state.phase === 'closing' || this.#state.phase === 'closed' ? this.#state.reason : null
    this.#become({ phase: 'closed', reason })
    return reason
  }
}
