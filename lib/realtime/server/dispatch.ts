import { CLOSE } from '../protocol/closeReason.ts'
import type { Actor } from './actor.ts'
import type { Clock } from './clock.ts'
import type { Connection } from './connection.ts'
import type { DoorMatch } from './doorTable.ts'
import type { EngineLogger } from './engineLogger.ts'
import { errorFrame } from './errorFrame.ts'
import type { InboundFrame } from './inboundFrame.ts'
import { InboundLimit } from './inboundLimit.ts'

export interface DispatchOptions {
  readonly connection: Connection
  readonly match: DoorMatch
  readonly rate: { readonly perSecond: number; readonly burst: number }
  readonly frames: ReadonlyMap<string, InboundFrame>
  readonly house: DispatchHouse
}

/** What all connections of a process share. */
export interface DispatchHouse {
  /** Also on doors without sign-in, where no other frame is taken. */
  readonly onPing: (connection: Connection, match: DoorMatch) => void
  readonly clock: Clock
  readonly logger: EngineLogger
}

/** Takes the frames of one connection: size and rate, JSON, type, schema, handler. Nothing a client sends throws. */
export class Dispatch {
  readonly #connection: Connection
  readonly #match: DoorMatch
  readonly #frames: ReadonlyMap<string, InboundFrame>
  readonly #house: DispatchHouse
  readonly #limit: InboundLimit

  constructor(options: DispatchOptions) {
    this.#connection = options.connection
    this.#match = options.match
    this.#frames = options.frames
    this.#house = options.house
    this.#limit = new InboundLimit(options.rate, options.house.clock.now())
  }

  /** A protocol ping or pong: it counts for the rate, so that nobody floods with them. False: it is dropped. */
  controlFrame(): boolean {
    return this.#mayTake()
  }

  frame(data: Buffer, isBinary: boolean): void {
    const connection = this.#connection
    if (!connection.isOpen || !this.#mayTake()) return
    connection.activeAt = this.#now()
    const value = isBinary ? null : parseObject(data)
    if (value === null) return this.#malformed(undefined)
    const requestId = typeof value['request_id'] === 'string' ? value['request_id'].slice(0, 64) : undefined
    const type = value['type']
    if (typeof type !== 'string') return this.#malformed(requestId)
    if (type === 'ping') return this.#pong()
    this.#handle(type, value, requestId)
  }

  #handle(type: string, value: Record<string, unknown>, requestId: string | undefined): void {
    const connection = this.#connection
    const read = this.#frames.get(type)
    const { actor } = connection
    // Not what it says: a type that nobody knows is somebody's words, too.
    this.#house.logger.debug(
      { connection: connection.id, user: actor?.userId, type: read === undefined ? null : type },
      'a frame came',
    )
    if (read === undefined || actor === null) {
      return connection.send(errorFrame('unknown_type', this.#now(), { request_id: requestId }))
    }
    try {
      const result = read(value, this.#context(actor))
      if (result === 'malformed') return this.#malformed(requestId)
      if (result !== 'handled') result.catch((error: unknown) => this.#failed(error, type, requestId))
    } catch (error) {
      this.#failed(error, type, requestId)
    }
  }

  #context(actor: Actor): { connection: Connection; actor: Actor; reply: (frame: object) => void } {
    const connection = this.#connection
    return { connection, actor, reply: (frame) => connection.send(frame) }
  }

  #pong(): void {
    this.#connection.send({ type: 'pong', timestamp: new Date(this.#now()).toISOString() })
    this.#house.onPing(this.#connection, this.#match)
  }

  #mayTake(): boolean {
    const connection = this.#connection
    const verdict = this.#limit.frame(this.#now())
    if (verdict === 'tell') connection.send(errorFrame('rate_limited', this.#now()))
    if (verdict === 'close') connection.close(CLOSE.rateLimited)
    return verdict === 'take'
  }

  #malformed(requestId: string | undefined): void {
    const connection = this.#connection
    connection.send(errorFrame('malformed_frame', this.#now(), { request_id: requestId }))
    if (this.#limit.malformed(this.#now())) connection.close(CLOSE.abuse)
  }

  #failed(error: unknown, type: string, requestId: string | undefined): void {
    this.#house.logger.error({ err: error, type, connection: this.#connection.id }, 'a frame failed')
    this.#connection.send(errorFrame('internal', this.#now(), { request_id: requestId }))
  }

  #now(): number {
    return this.#house.clock.now()
  }
}

function parseObject(data: Buffer): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(data.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}
