import type { ClientClock } from './clientClock.ts'

/** How long an answer may take before the question is put again, in ms. */
export const ANSWER_MS = 10_000

/** Questions about topics that the server has not answered yet: at most one a topic. */
export interface PendingRequests {
  /** Notes a question; `again` is called when no answer came in time, and the question is pending no more. Returns its request id. */
  ask(topic: string, again: () => void): string
  has(topic: string): boolean
  /** The answer came. */
  settle(topic: string): void
  /** The topic of a request id that is pending, or null. */
  topicOf(requestId: string): string | null
  readonly size: number
  /** The connection is gone: nothing will be answered. */
  clear(): void
}

/** Request ids count up within the page. */
export function createPendingRequests(clock: ClientClock): PendingRequests {
  const pending = new Map<string, { readonly id: string; readonly stop: () => void }>()
  let asked = 0

  function settle(topic: string) {
    pending.get(topic)?.stop()
    pending.delete(topic)
  }

  return {
    ask(topic, again) {
      settle(topic)
      asked += 1
      const id = String(asked)
      const stop = clock.setTimer(ANSWER_MS, () => {
        pending.delete(topic)
        again()
      })
      pending.set(topic, { id, stop })
      return id
    },
    has: (topic) => pending.has(topic),
    settle,
    topicOf: (requestId) => [...pending].find(([, { id }]) => id === requestId)?.[0] ?? null,
    get size() {
      return pending.size
    },
    clear() {
      for (const { stop } of pending.values()) stop()
      pending.clear()
    },
  }
}
