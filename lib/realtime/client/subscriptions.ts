import type { ClientClock } from './clientClock.ts'

/** How long a topic is still heard after its last listener, in ms (CLI-5). */
export const LINGER_MS = 60_000

/** Counts who listens to what. */
export interface Subscriptions {
  /** Counts one listener; returns the undo, which counts once however often it is called. */
  add(topic: string): () => void
  /** Whether the topic is to be heard: somebody listens, or did until a moment ago. */
  has(topic: string): boolean
  /** Whether somebody listens now. */
  isListenedTo(topic: string): boolean
  all(): readonly string[]
}

/** `onFirst`: a topic is to be heard from now on. `onGone`: nobody has listened for 60 s. */
export function createSubscriptions(o: {
  clock: ClientClock
  onFirst(topic: string): void
  onGone(topic: string): void
}): Subscriptions {
  const listeners = new Map<string, { count: number; stopLingering: () => void }>()

  function leave(topic: string) {
    const entry = listeners.get(topic)
    if (!entry) return
    entry.count -= 1
    if (entry.count > 0) return
    entry.stopLingering = o.clock.setTimer(LINGER_MS, () => {
      listeners.delete(topic)
      o.onGone(topic)
    })
  }

  return {
    add(topic) {
      let entry = listeners.get(topic)
      const isFirst = !entry
      if (!entry) listeners.set(topic, (entry = { count: 0, stopLingering: () => undefined }))
      entry.count += 1
      entry.stopLingering()
      if (isFirst) o.onFirst(topic)
      let hasLeft = false
      return () => {
        if (!hasLeft) leave(topic)
        hasLeft = true
      }
    },
    has: (topic) => listeners.has(topic),
    isListenedTo: (topic) => (listeners.get(topic)?.count ?? 0) > 0,
    all: () => [...listeners.keys()],
  }
}
