import type { LeaseTable } from './backplane.ts'
import type { Clock } from './clock.ts'

interface Lease {
  readonly value: string
  readonly expiresAt: number
}

/** Leases in this process's memory: the whole table without a carrier, the fallback while one is away. */
export class LeaseMap implements LeaseTable {
  readonly #groups = new Map<string, Map<string, Lease>>()
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  put(group: string, name: string, value: string, ttlMs: number): Promise<void> {
    const leases = this.#groups.get(group) ?? new Map<string, Lease>()
    this.#groups.set(group, leases)
    leases.set(name, { value, expiresAt: this.#clock.now() + ttlMs })
    return Promise.resolve()
  }

  drop(group: string, name: string): Promise<void> {
    const leases = this.#groups.get(group)
    leases?.delete(name)
    if (leases?.size === 0) this.#groups.delete(group)
    return Promise.resolve()
  }

  list(group: string): Promise<ReadonlyMap<string, string>> {
    this.#expire(group)
    const leases = [...(this.#groups.get(group) ?? [])]
    return Promise.resolve(new Map(leases.map(([name, lease]) => [name, lease.value])))
  }

  /** Everything that has not expired, with the time left. */
  live(): { group: string; name: string; value: string; ttlMs: number }[] {
    for (const group of this.#groups.keys()) this.#expire(group)
    return [...this.#groups].flatMap(([group, leases]) =>
      [...leases].map(([name, { value, expiresAt }]) => ({
        group,
        name,
        value,
        ttlMs: expiresAt - this.#clock.now(),
      })),
    )
  }

  #expire(group: string): void {
    const leases = this.#groups.get(group)
    if (leases === undefined) return
    for (const [name, { expiresAt }] of leases) if (expiresAt <= this.#clock.now()) leases.delete(name)
    if (leases.size === 0) this.#groups.delete(group)
  }
}
