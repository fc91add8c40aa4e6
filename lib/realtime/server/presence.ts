import type { PresentPerson } from '../protocol/frames/presence.ts'
import type { Actor } from './actor.ts'
import type { LeaseTable } from './backplane.ts'
import type { Clock } from './clock.ts'
import type { Connection } from './connection.ts'
import type { EngineLogger } from './engineLogger.ts'
import type { EphemeralBus } from './ephemeral.ts'
import {
  frontOf,
  leaseName,
  pageOf,
  peopleOf,
  presenceChange,
  presenceGroup,
  presenceSnapshot,
} from './presencePeople.ts'

/** A reload, or a change of network, does not look like leaving. */
const LEAVE_DELAY_MS = 15_000
const LEASE_MS = 45_000
const RENEW_MS = 15_000
/** A topic tells at most once in this time. */
const MERGE_MS = 1_000

interface Member {
  readonly actor: Actor
  /** ISO 8601 UTC. */
  readonly since: string
  page: string | null
  front: string | null
}

interface PresenceTopic {
  readonly name: string
  readonly members: Map<Connection, Member>
  /** Those who have not got the whole list yet. */
  readonly newcomers: Set<Connection>
  known: Map<string, PresentPerson>
  toldAt: number
  /** `waiting`: the next frame is on its way. `reading`: leases are being read; `again`: and changed meanwhile. */
  telling: 'no' | 'waiting' | 'reading' | 'again'
}

export interface PresenceOptions {
  readonly leases: LeaseTable
  readonly bus: Pick<EphemeralBus, 'send'>
  readonly clock: Clock
  readonly logger: EngineLogger
}

/** Who is on a topic, over all processes. Leases decide, so that a process that dies takes nobody with it for long. */
export class Presence {
  readonly #options: PresenceOptions
  readonly #topics = new Map<string, PresenceTopic>()
  readonly #joined = new Map<Connection, Set<string>>()
  readonly #undoTicker: () => void
  #draining = false

  constructor(options: PresenceOptions) {
    this.#options = options
    this.#undoTicker = options.clock.setTicker(RENEW_MS, () => this.#renew())
  }

  /** The connection hears the topic, and the topic shows people to one another: the caller has seen to both. */
  join(connection: Connection, actor: Actor, topic: string): void {
    const state = this.#topics.get(topic) ?? emptyTopic(topic)
    this.#topics.set(topic, state)
    const since = state.members.get(connection)?.since ?? new Date(this.#options.clock.now()).toISOString()
    state.members.set(connection, { actor, since, page: null, front: null })
    state.newcomers.add(connection)
    this.#joined.set(connection, (this.#joined.get(connection) ?? new Set()).add(topic))
    this.#putAndTell(connection, state)
  }

  /** Others hear of it after 15 s, unless the person is there with another connection, or with a new one by then. */
  leave(connection: Connection, topic: string, when: 'later' | 'now' = 'later'): void {
    const state = this.#topics.get(topic)
    const member = state?.members.get(connection)
    if (state === undefined || member === undefined) return
    state.members.delete(connection)
    state.newcomers.delete(connection)
    if (state.members.size === 0) this.#topics.delete(topic)
    const joined = this.#joined.get(connection)
    joined?.delete(topic)
    if (joined?.size === 0) this.#joined.delete(connection)
    // Whoever is gone does not look any more, though others see them for a while.
    if (when === 'later') this.#putAway(connection, topic, member)
    const drop = (): void => {
      if (this.#draining) return
      const name = leaseName(member.actor.userId, connection.id)
      this.#then(this.#options.leases.drop(presenceGroup(topic), name), topic)
    }
    if (when === 'now') drop()
    else if (!this.#draining) this.#options.clock.setTimer(LEAVE_DELAY_MS, drop)
  }

  connectionEnded(connection: Connection): void {
    for (const topic of this.#joined.get(connection) ?? []) this.leave(connection, topic)
  }

  /** The connection shows another page. */
  moved(connection: Connection): void {
    for (const topic of this.#joined.get(connection) ?? []) {
      const state = this.#topics.get(topic)
      const member = state?.members.get(connection)
      if (state === undefined || member === undefined) continue
      const { tabs } = connection
      if (member.page !== pageOf(tabs) || member.front !== frontOf(tabs)) this.#putAndTell(connection, state)
    }
  }

  /** Some process says that a topic's people changed. */
  changed(topic: string): void {
    const state = this.#topics.get(topic)
    if (state === undefined) return
    if (state.telling === 'reading') state.telling = 'again'
    if (state.telling !== 'no') return
    state.telling = 'waiting'
    const wait = Math.max(0, state.toldAt + MERGE_MS - this.#options.clock.now())
    if (wait === 0) void this.#tell(state)
    else this.#options.clock.setTimer(wait, () => void this.#tell(state))
  }

  /** The process ends: its people come back elsewhere, and nobody shall see them leave. */
  drain(): void {
    this.#draining = true
    this.#undoTicker()
  }

  async #tell(state: PresenceTopic): Promise<void> {
    state.toldAt = this.#options.clock.now()
    state.telling = 'reading'
    try {
      this.#say(state, peopleOf(await this.#options.leases.list(presenceGroup(state.name))))
    } catch (error) {
      this.#warn(error)
    }
    const isAgain = (state.telling as PresenceTopic['telling']) === 'again'
    state.telling = 'no'
    if (isAgain) this.changed(state.name)
  }

  #say(state: PresenceTopic, now: Map<string, PresentPerson>): void {
    const { known, members, name, newcomers } = state
    const change = presenceChange(name, known, now)
    state.known = now
    for (const connection of members.keys()) {
      // Who may not hear the topic just now hears nothing of its people either.
      if (connection.subscriptions.get(name)?.phase !== 'live') continue
      const frame = newcomers.delete(connection) ? presenceSnapshot(name, now) : change
      if (frame !== null) connection.send(frame)
    }
  }

  #renew(): void {
    for (const [topic, state] of this.#topics) {
      for (const connection of state.members.keys()) {
        this.#put(connection, state).catch((error: unknown) => this.#warn(error))
      }
      // Leases of processes that died ended without a word.
      this.changed(topic)
    }
  }

  #putAndTell(connection: Connection, state: PresenceTopic): void {
    this.#then(this.#put(connection, state), state.name)
  }

  async #put(connection: Connection, state: PresenceTopic): Promise<void> {
    const member = state.members.get(connection)
    if (member === undefined) return
    member.page = pageOf(connection.tabs)
    member.front = frontOf(connection.tabs)
    const { actor, front, page, since } = member
    const value = JSON.stringify({ name: actor.name.slice(0, 120), page, front, since })
    await this.#options.leases.put(
      presenceGroup(state.name),
      leaseName(actor.userId, connection.id),
      value,
      LEASE_MS,
    )
  }

  #putAway(connection: Connection, topic: string, { actor, page, since }: Member): void {
    const value = JSON.stringify({ name: actor.name.slice(0, 120), page, front: null, since })
    const { leases } = this.#options
    leases
      .put(presenceGroup(topic), leaseName(actor.userId, connection.id), value, LEASE_MS)
      .catch((error: unknown) => this.#warn(error))
  }

  #then(change: Promise<void>, topic: string): void {
    change.then(
      () => this.#options.bus.send({ kind: 'presence', topic }),
      (error: unknown) => this.#warn(error),
    )
  }

  #warn(error: unknown): void {
    this.#options.logger.warn({ err: error }, 'presence could not be told')
  }
}

const emptyTopic = (name: string): PresenceTopic => ({
  name,
  members: new Map(),
  newcomers: new Set(),
  known: new Map(),
  toldAt: -Infinity,
  telling: 'no',
})
