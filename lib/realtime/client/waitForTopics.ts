import type { ClientClock } from './clientClock.ts'

/** What waiting for topics looks at. */
export interface TopicWait {
  readonly timeoutMs: number
  readonly signal?: AbortSignal
  readonly clock: ClientClock
  readonly generation: (topic: string) => number | null
  /** Whether waiting for the topic is pointless for now. */
  readonly isHopeless: (topic: string) => boolean
  /** Calls back whenever one of the above may have changed. */
  readonly watch: (listener: () => void) => () => void
}

/** Resolves true once every topic has a known position; false when one will not have one soon, in time, or on abort. */
export function waitForTopics(topics: readonly string[], wait: TopicWait): Promise<boolean> {
  const judge = (): boolean | null => {
    const missing = topics.filter((topic) => wait.generation(topic) === null)
    if (missing.length === 0) return true
    return missing.some(wait.isHopeless) || wait.signal?.aborted ? false : null
  }
  const now = judge()
  if (now !== null) return Promise.resolve(now)
  return new Promise((resolve) => {
    const look = () => {
      const verdict = judge()
      if (verdict !== null) finish(verdict)
    }
    const finish = (verdict: boolean) => {
      stopTimer()
      stopWatching()
      wait.signal?.removeEventListener('abort', look)
      resolve(verdict)
    }
    const stopTimer = wait.clock.setTimer(wait.timeoutMs, () => finish(false))
    const stopWatching = wait.watch(look)
    wait.signal?.addEventListener('abort', look)
  })
}
