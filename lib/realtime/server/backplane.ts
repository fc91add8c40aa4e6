export type Unsubscribe = () => Promise<void>

/** `memory`: one process, nothing can be lost. `up` and `down`: whether the carrier between processes works now. */
export type BackplaneMode = 'memory' | 'up' | 'down'

/** Carries payloads between server processes. A single process needs no Redis. */
export interface Backplane {
  readonly mode: BackplaneMode
  /** Calls back at each change of `mode`; returns the undo. */
  onMode(listener: (mode: BackplaneMode) => void): () => void
  /**
   * Resolves once the payload is handed over, not once it is delivered. Never waits for a carrier that is away: it
   * resolves false, and the payload is lost (durable events are read from the log instead).
   */
  publish(channel: string, payload: string): Promise<boolean>
  /** Every process, the publisher included, receives each payload at most once, in publish order per channel. */
  subscribe(channel: string, receive: (payload: string) => void): Promise<Unsubscribe>
  /** Leases that expire by themselves; presence stands on them. Within this process while the carrier is away. */
  readonly leases: LeaseTable
  close(): Promise<void>
}

/** Named leases with a short value each, grouped; a lease that is not renewed in time is gone. */
export interface LeaseTable {
  /** Sets or renews. `value` is at most 1 KiB. */
  put(group: string, name: string, value: string, ttlMs: number): Promise<void>
  drop(group: string, name: string): Promise<void>
  /** Live leases of the group, by name. */
  list(group: string): Promise<ReadonlyMap<string, string>>
}
