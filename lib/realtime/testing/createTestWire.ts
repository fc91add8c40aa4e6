import type { Backplane, BackplaneMode } from '../server/backplane.ts'
import type { FakeClock } from './fakeClock.ts'

/** The carrier between several processes of a test. */
export interface TestWire {
  /** A backplane for one more process. */
  connect(): TestBackplane
  /** The next `count` payloads of a channel reach nobody. */
  lose(channel: string, count: number): void
  /** What an attacker in Redis could send. */
  inject(channel: string, payload: string): void
  /** Payloads that were handed over, oldest first. */
  readonly sent: readonly { readonly channel: string; readonly payload: string }[]
}

export interface TestBackplane extends Backplane {
  setMode(mode: BackplaneMode): void
}

/** A backplane in memory that loses what it is told to. Leases run by `clock`, where there is one. */
export function createTestWire(clock: Pick<FakeClock, 'now'> = { now: Date.now }): TestWire {
  const receivers = new Map<string, Set<(payload: string) => void>>()
  const losses = new Map<string, number>()
  const leases = new Map<string, Map<string, { value: string; until: number }>>()
  const sent: { channel: string; payload: string }[] = []
  const deliver = (channel: string, payload: string): void => {
    for (const receive of receivers.get(channel) ?? []) receive(payload)
  }
  const group = (name: string): Map<string, { value: string; until: number }> => {
    const known = leases.get(name) ?? new Map()
    leases.set(name, known)
    return known
  }

  const connect = (): TestBackplane => {
    let mode: BackplaneMode = 'memory'
    const listeners = new Set<(mode: BackplaneMode) => void>()
    return {
      get mode() {
        return mode
      },
      setMode(next) {
        mode = next
        for (const listener of listeners) listener(next)
      },
      onMode(listener) {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
      async publish(channel, payload) {
        if (mode === 'down') return false
        sent.push({ channel, payload })
        const left = losses.get(channel) ?? 0
        if (left > 0) losses.set(channel, left - 1)
        else setImmediate(() => deliver(channel, payload))
        return true
      },
      async subscribe(channel, receive) {
        const own = (payload: string): void => {
          if (mode !== 'down') receive(payload)
        }
        const set = receivers.get(channel) ?? new Set()
        receivers.set(channel, set.add(own))
        return async () => void set.delete(own)
      },
      leases: {
        async put(name, lease, value, ttlMs) {
          group(name).set(lease, { value, until: clock.now() + ttlMs })
        },
        async drop(name, lease) {
          group(name).delete(lease)
        },
        async list(name) {
          const live = [...group(name)].filter(([, { until }]) => until > clock.now())
          return new Map(live.map(([lease, { value }]) => [lease, value]))
        },
      },
      close: async () => {},
    }
  }

  return {
    connect,
    sent,
    lose: (channel, count) => void losses.set(channel, count),
    inject: deliver,
  }
}
