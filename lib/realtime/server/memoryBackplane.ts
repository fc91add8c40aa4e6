import type { Backplane } from './backplane.ts'
import { ChannelListeners } from './channelListeners.ts'
import { systemClock, type Clock } from './clock.ts'
import type { EngineLogger } from './engineLogger.ts'
import { LeaseMap } from './leaseMap.ts'

/** What backplanes of one process share. Each process has one; tests hand it to several "processes". */
export interface MemoryCarrier {
  readonly members: Set<ChannelListeners>
  readonly leases: LeaseMap
}

/** A carrier that lives in this process. */
export function createMemoryCarrier(clock: Clock = systemClock): MemoryCarrier {
  return { members: new Set(), leases: new LeaseMap(clock) }
}

/** The backplane of a single process. Deliveries come in a later microtask, never within `publish`. */
export function createMemoryBackplane(o: { logger: EngineLogger; carrier?: MemoryCarrier }): Backplane {
  const carrier = o.carrier ?? createMemoryCarrier()
  const listeners = new ChannelListeners()
  const onError = (error: unknown) => o.logger.error({ err: error }, 'a backplane listener threw')
  carrier.members.add(listeners)

  return {
    mode: 'memory',
    onMode: () => () => {},
    publish(channel, payload) {
      queueMicrotask(() => {
        for (const member of carrier.members) member.deliver(channel, payload, onError)
      })
      return Promise.resolve(true)
    },
    subscribe(channel, receive) {
      const undo = listeners.add(channel, receive)
      return Promise.resolve(() => Promise.resolve(undo()))
    },
    leases: carrier.leases,
    close() {
      listeners.clear()
      carrier.members.delete(listeners)
      return Promise.resolve()
    },
  }
}
