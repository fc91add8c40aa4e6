import { CLOSE } from '../protocol/closeReason.ts'
import type { Actor } from './actor.ts'
import type { Authenticator } from './authenticator.ts'
import type { Clock } from './clock.ts'
import type { Connection } from './connection.ts'
import type { ConnectionRegistry } from './connectionRegistry.ts'
import type { EngineLogger } from './engineLogger.ts'

/** Sessions asked about in one call. */
const BATCH = 500
/** Sockets stay open without a successful check for this long. */
const LONGEST_UNCHECKED_MS = 10 * 60_000

export interface SessionsOptions {
  readonly authenticator: Authenticator
  readonly registry: ConnectionRegistry
  readonly clock: Clock
  readonly logger: EngineLogger
  readonly recheckMs: number
  /** What of an actor decides what they may do: a change closes the connection, so that everything is fetched anew. */
  readonly rightsOf: (actor: Actor) => string
}

/** Keeps the actors of open connections true to their sessions. */
export class Sessions {
  readonly #options: SessionsOptions
  #checkedAt: number
  #checking = false
  #undoTicker: () => void = () => {}

  constructor(options: SessionsOptions) {
    this.#options = options
    this.#checkedAt = options.clock.now()
  }

  /** Whether the last full check found the session store away. */
  away = false

  start(): void {
    const { clock, recheckMs } = this.#options
    this.#undoTicker = clock.setTicker(recheckMs, () => void this.checkAll())
  }

  stop(): void {
    this.#undoTicker()
  }

  /** Asks about every session. Never rejects: while the store is away connections stay, 10 minutes at most. */
  async checkAll(): Promise<void> {
    if (this.#checking) return
    this.#checking = true
    const { clock, logger, registry } = this.#options
    try {
      const ids = [...registry.sessionIds()]
      for (let at = 0; at < ids.length; at += BATCH) await this.refresh(ids.slice(at, at + BATCH))
      this.#checkedAt = clock.now()
      this.away = false
    } catch (error) {
      this.away = true
      logger.warn({ err: error }, 'sessions cannot be checked')
      if (clock.now() - this.#checkedAt > LONGEST_UNCHECKED_MS) {
        for (const connection of registry.all())
          if (connection.actor !== null) connection.close(CLOSE.internal)
      }
    } finally {
      this.#checking = false
    }
  }

  /** Asks about some sessions and acts on the answer: ended ones close 4001, changed rights 4400. */
  async refresh(sessionIds: readonly string[]): Promise<void> {
    const actors = await this.#options.authenticator.recheck(sessionIds)
    for (const sessionId of sessionIds) {
      for (const connection of this.#options.registry.ofSession(sessionId)) {
        this.#apply(connection, actors.get(sessionId))
      }
    }
  }

  #apply(connection: Connection, actor: Actor | undefined): void {
    const before = connection.actor
    if (before === null) return
    if (actor === undefined) return connection.close(CLOSE.unauthenticated)
    const { rightsOf } = this.#options
    if (actor.userId !== before.userId || rightsOf(actor) !== rightsOf(before)) {
      return connection.close(CLOSE.startOver)
    }
    connection.replaceActor(actor)
  }
}
