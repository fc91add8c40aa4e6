import type { PresentPerson } from '../protocol/frames/presence.ts'
import type { Actor } from './actor.ts'
import type { LeaseTable } from './backplane.ts'
import type { Clock } from './clock.ts'
import type { Connection } from './connection.ts'
import type { EngineLogger } from './engineLogger.ts'
import type { EphemeralBus } from './ephemeral.ts'
import { leaseName, peopleOf, presenceChange, presenceSnapshot } from './presencePeople.ts'

/** A reload, or a change of network, does not look like leaving. */
const LEAVE_DELAY_MS = 15_000
const LEASE_MS = 45_000
const RENEW_MS = 15_000
/** A topic tells at most once in this time. */
const MERGE_MS = 1_000

interface PresenceTopic {
  /** By connection: since when, ISO 8601. */
  readonly members: Map<Connection, { readonly actor: Actor; readonly since: string }>
  /** Those who have not got the whole list yet. */
  readonly newcomers: Set<Connection>
  known: Map<string, PresentPerson>
  toldAt: number
  scheduled: boolean
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
  readonly #undoTicker: () => void
  #draining = false

  constructor(options: PresenceOptions) {
    this.#options = options
    this.#undoTicker = options.clock.setTicker(RENEW_MS, () => this.#renew())
  }

  /** The connection hears the topic, and the topic shows people to one another: the caller has seen to both. */
  join(connection: Connection, actor: Actor, topic: string): void {
    const state = this.#topics.get(topic) ?? {
      members: new Map(),
      newcomers: new Set(),
      known: new Map(),
      toldAt: -Infinity,
      scheduled: false,
    }
    this.#topics.set(topic, state)
    const since = state.members.get(connection)?.since ?? new Date(this.#options.clock.now()).toISOString()
    state.members.set(connection, { actor, since })
    state.newcomers.add(connection)
    this.#put(connection, actor, { topic, since }).then(
      () => this.#options.bus.send({ kind: 'presence', topic }),
      (error: unknown) => this.#warn(error),
    )
  }

  /** Others hear of it after 15 s, unless the person is there with another connection, or with a new one by then. */
  leave(connection: Connection, topic: string, when: 'later' | 'now' = 'later'): void {
    const state = this.#topics.get(topic)
    const member = state?.members.get(connection)
    if (state === undefined || member === undefined) return
    state.members.delete(connection)
    state.newcomers.delete(connection)
    if (state.members.size === 0) this.#topics.delete(topic)
    if (this.#draining) return
    const drop = (): void => {
      if (this.#draining) return
      const name = leaseName(member.actor.userId, connection.id)
      this.#options.leases.drop(groupOf(topic), name).then(
        () => this.#options.bus.send({ kind: 'presence', topic }),
        (error: unknown) => this.#warn(error),
      )
    }
    if (when === 'now') drop()
    else this.#options.clock.setTimer(LEAVE_DELAY_MS, drop)
  }

  connectionEnded(connection: Connection): void {
    for (const topic of [...this.#topics.keys()]) this.leave(connection, topic)
  }

  /** Some process says that a topic's people changed. */
  changed(topic: string): void {
    const state = this.#topics.get(topic)
    if (state === undefined || state.scheduled) return
    state.scheduled = true
    const wait = Math.max(0, state.toldAt + MERGE_MS - this.#options.clock.now())
    const tell = (): void => {
      this.#tell(topic, state).catch((error: unknown) => this.#warn(error))
    }
    if (wait === 0) tell()
    else this.#options.clock.setTimer(wait, tell)
  }

  /** The process ends: its people come back elsewhere, and nobody shall see them leave. */
  drain(): void {
    this.#draining = true
    this.#undoTicker()
  }

  async #tell(topic: string, state: PresenceTopic): Promise<void> {
    state.toldAt = this.#options.clock.now()
    state.scheduled = false
    const now = peopleOf(await this.#options.leases.list(groupOf(topic)))
    const change = presenceChange(topic, state.known, now)
    state.known = now
    for (const connection of state.members.keys()) {
      // Who lost the topic hears nothing more of it.
      if (connection.subscriptions.get(topic)?.phase !== 'live') continue
      const isNew = state.newcomers.delete(connection)
      const frame = isNew ? presenceSnapshot(topic, now) : change
      if (frame !== null) connection.send(frame)
    }
  }

  #renew(): void {
    for (const [topic, { members }] of this.#topics) {
      for (const [connection, { actor, since }] of members) {
        if (!connection.subscriptions.has(topic)) this.leave(connection, topic, 'now')
        else this.#put(connection, actor, { topic, since }).catch((error: unknown) => this.#warn(error))
      }
      this.changed(topic)
    }
  }

  #put(connection: Connection, actor: Actor, at: { topic: string; since: string }): Promise<void> {
    const tab = connection.tabs.find(({ visible }) => visible === true) ?? connection.tabs[0]
    const value = { name: actor.name.slice(0, 120), page: tab?.current_page ?? null, since: at.since }
    const name = leaseName(actor.userId, connection.id)
    return this.#options.leases.put(groupOf(at.topic), name, JSON.stringify(value), LEASE_MS)
  }

  #warn(error: unknown): void {
    this.#options.logger.warn({ err: error }, 'presence could not be told')
  }
}

const groupOf = (topic: string): string => `presence:${topic}`
