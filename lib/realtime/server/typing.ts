import type { ClientTypingFrame } from '../protocol/frames/typing.ts'
import type { Actor } from './actor.ts'
import type { Clock } from './clock.ts'
import type { Connection } from './connection.ts'
import type { EphemeralBus } from './ephemeral.ts'

/** Without another word typing ends by itself. */
const EXPIRES_MS = 6_000
/** The same word is passed on at most this often. */
const REPEAT_MS = 1_000

interface TypingEntry {
  readonly stopTimer: () => void
  readonly sentAt: number
  readonly end: () => void
}

/** Passes on who types where. Nothing of it is kept; a connection that ends stops typing. */
export class Typing {
  readonly #clock: Clock
  readonly #bus: Pick<EphemeralBus, 'send'>
  readonly #entries = new Map<Connection, Map<string, TypingEntry>>()

  constructor(clock: Clock, bus: Pick<EphemeralBus, 'send'>) {
    this.#clock = clock
    this.#bus = bus
  }

  /** The connection hears the topic, and the topic shows people to one another: the caller has seen to both. */
  say(connection: Connection, actor: Actor, frame: ClientTypingFrame): void {
    const key = `${frame.topic} ${frame.field ?? ''}`
    const entries = this.#entries.get(connection) ?? new Map<string, TypingEntry>()
    this.#entries.set(connection, entries)
    const known = entries.get(key)
    if (!frame.is_typing) return known?.end()
    const now = this.#clock.now()
    const repeats = known !== undefined && now - known.sentAt < REPEAT_MS
    known?.stopTimer()
    const end = (): void => {
      entries.get(key)?.stopTimer()
      entries.delete(key)
      if (entries.size === 0) this.#entries.delete(connection)
      this.#send(actor, frame, false)
    }
    const stopTimer = this.#clock.setTimer(EXPIRES_MS, end)
    entries.set(key, { stopTimer, end, sentAt: repeats ? known.sentAt : now })
    if (!repeats) this.#send(actor, frame, true)
  }

  /** The connection left the topic, or (without one) is gone. */
  stop(connection: Connection, topic?: string): void {
    for (const [key, { end }] of this.#entries.get(connection) ?? []) {
      if (topic === undefined || key.startsWith(`${topic} `)) end()
    }
  }

  #send(actor: Actor, { field, topic }: ClientTypingFrame, isTyping: boolean): void {
    const frame = {
      type: 'typing',
      topic,
      user_id: actor.userId,
      username: actor.name,
      is_typing: isTyping,
      ...(field === undefined ? {} : { field }),
    }
    this.#bus.send({ kind: 'frame', topic, frame, exceptUser: actor.userId })
  }
}
