import { CLOSE } from '../protocol/closeReason.ts'
import type { Connection } from './connection.ts'
import type { Dispatch } from './dispatch.ts'
import { EarlyFrames } from './earlyFrames.ts'
import type { EngineLogger } from './engineLogger.ts'
import type { SocketOwner } from './ownedSocket.ts'

/** What all guests of a process share. */
export interface GuestHouse {
  readonly onEnded: (connection: Connection, code: number) => void
  readonly logger: EngineLogger
}

/** Hears one socket. What comes before its connection is authenticated and greeted waits, within a small bound. */
export class Guest implements SocketOwner {
  readonly #connection: Connection
  readonly #dispatch: Dispatch
  readonly #house: GuestHouse
  /** Null: it was greeted. */
  #early: EarlyFrames | null = new EarlyFrames()

  constructor(connection: Connection, dispatch: Dispatch, house: GuestHouse) {
    this.#connection = connection
    this.#dispatch = dispatch
    this.#house = house
  }

  /** Takes up what waited; from now on frames are dispatched as they come. */
  welcome(): void {
    const frames = this.#early?.take() ?? []
    this.#early = null
    for (const { data, isBinary } of frames) this.#dispatch.frame(data, isBinary)
  }

  onMessage(data: Buffer, isBinary: boolean): void {
    if (this.#early === null) return this.#dispatch.frame(data, isBinary)
    if (!this.#early.keep({ data, isBinary })) this.#connection.close(CLOSE.rateLimited)
  }

  onPing(payload: Buffer): void {
    if (this.#mayTake(payload)) this.#connection.pong(payload)
  }

  onPong(payload: Buffer): void {
    this.#mayTake(payload)
  }

  onClose(code: number): void {
    this.#house.onEnded(this.#connection, code)
  }

  onError(error: Error): void {
    this.#house.logger.debug({ err: error, connection: this.#connection.id }, 'a socket failed')
  }

  #mayTake(payload: Buffer): boolean {
    if (this.#early === null) return this.#dispatch.controlFrame()
    if (this.#early.note(payload.length)) return true
    this.#connection.close(CLOSE.rateLimited)
    return false
  }
}
