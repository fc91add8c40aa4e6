import * as z from 'zod/mini'
import { CLOSE } from '../protocol/closeReason.ts'
import type { Backplane } from './backplane.ts'
import type { Clock } from './clock.ts'
import type { Connection } from './connection.ts'
import type { EngineLogger } from './engineLogger.ts'
import type { EphemeralBus } from './ephemeral.ts'

/** Other processes know when a connection was last used to within a minute. */
const RENEW_MS = 60_000
const LEASE_MS = 3 * RENEW_MS
const TICK_MS = 1_000
/** Leases renewed in one tick at most. */
const SLICE = 500

const LeaseValue = z.object({
  client: z.nullable(z.string()),
  door: z.string(),
  /** When a frame last came, in ms since the epoch. */
  at: z.number(),
})
type LeaseValue = z.infer<typeof LeaseValue>

/** One connection of a person, in whatever process. Ids are uuid v7: a later connection has a greater one. */
export interface HeldConnection extends LeaseValue {
  readonly id: string
}

export interface PersonLimitOptions {
  readonly backplane: Pick<Backplane, 'mode' | 'leases'>
  readonly bus: Pick<EphemeralBus, 'send'>
  readonly maxPerUser: number
  readonly clock: Clock
  readonly logger: EngineLogger
}

interface Held {
  readonly connection: Connection
  readonly userId: string
  renewedAt: number
}

/**
 * The limit of each person's connections over all processes; the registry holds it within one. Each connection has a
 * lease. Nobody waits for it, nobody is refused: without a working backplane each process counts for itself.
 */
export class PersonLimit {
  readonly #options: PersonLimitOptions
  /** By connection id, the longest unrenewed first. */
  readonly #held = new Map<string, Held>()
  readonly #undoTicker: () => void

  constructor(options: PersonLimitOptions) {
    this.#options = options
    this.#undoTicker = options.clock.setTicker(TICK_MS, () => this.#renew())
  }

  /** The connection is open, and the limit within this process is kept. */
  admitted(connection: Connection): void {
    const userId = connection.actor?.userId
    if (userId === undefined || this.#options.backplane.mode === 'memory') return
    const held: Held = { connection, userId, renewedAt: 0 }
    this.#run(async () => {
      await this.#put(held)
      await this.#makeRoom(held)
    })
  }

  /** The connection is gone. */
  ended({ id }: Connection): void {
    const held = this.#held.get(id)
    if (held === undefined) return
    this.#held.delete(id)
    this.#run(() => this.#options.backplane.leases.drop(groupOf(held.userId), id))
  }

  /** Some process says that a connection, of this process perhaps, must make room. */
  replace(connectionId: string): void {
    this.#held.get(connectionId)?.connection.close(CLOSE.replaced)
  }

  stop(): void {
    this.#undoTicker()
  }

  async #makeRoom({ connection, userId }: Held): Promise<void> {
    const { backplane, bus, maxPerUser } = this.#options
    if (backplane.mode !== 'up') return
    const group = groupOf(userId)
    const leases = await backplane.leases.list(group)
    if (!connection.isOpen) return
    const standing = [...leases].flatMap(([id, text]) => this.#read(id, text))
    for (const id of victimsOf(standing, connection.id, maxPerUser)) {
      bus.send({ kind: 'replace', connection: id })
      // At once: the next one must not count it, and its process may be dead.
      await backplane.leases.drop(group, id)
    }
  }

  /** Of our own connections we know better than the lease. */
  #read(id: string, text: string): HeldConnection[] {
    const own = this.#held.get(id)?.connection
    if (own !== undefined) return own.isOpen ? [{ id, ...valueOf(own) }] : []
    const value = parseLease(text)
    return value === null ? [] : [{ id, ...value }]
  }

  #renew(): void {
    const due = this.#options.clock.now() - RENEW_MS
    let renewed = 0
    for (const held of this.#held.values()) {
      if (held.renewedAt > due || renewed === SLICE) return
      renewed += 1
      this.#run(() => this.#put(held))
    }
  }

  async #put(held: Held): Promise<void> {
    const { connection, userId } = held
    held.renewedAt = this.#options.clock.now()
    this.#held.delete(connection.id)
    this.#held.set(connection.id, held)
    // What is closing was counted out already.
    if (!connection.isOpen) return
    const value = JSON.stringify(valueOf(connection))
    await this.#options.backplane.leases.put(groupOf(userId), connection.id, value, LEASE_MS)
  }

  #run(work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      this.#options.logger.debug({ err: error }, 'connections of a person could not be counted')
    })
  }
}

/** Who makes room for a newcomer: those of the same client and door, then the idlest. None that came after it. */
export function victimsOf(
  standing: readonly HeldConnection[],
  newcomerId: string,
  maxPerUser: number,
): string[] {
  const newcomer = standing.find(({ id }) => id === newcomerId)
  if (newcomer === undefined) return []
  const { client, door } = newcomer
  const before = standing.filter(({ id }) => id < newcomerId)
  const same = before.filter((one) => client !== null && one.client === client && one.door === door)
  const idlest = before.filter((one) => !same.includes(one)).sort((a, b) => a.at - b.at)
  const excess = standing.length - same.length - maxPerUser
  return [...same, ...idlest.slice(0, Math.max(0, excess))].map(({ id }) => id)
}

const groupOf = (userId: string): string => `person:${userId}`

const valueOf = ({ activeAt, clientId, door }: Connection): LeaseValue => ({
  client: clientId,
  door,
  at: activeAt,
})

function parseLease(text: string): LeaseValue | null {
  try {
    return LeaseValue.parse(JSON.parse(text))
  } catch {
    return null
  }
}
