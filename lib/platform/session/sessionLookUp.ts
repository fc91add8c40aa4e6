import type { Actor } from '../../realtime/server/actor.ts'
import type { SessionDirectory, SessionState } from './sessionDirectory.ts'

/** Sessions asked about in one query. */
const MOST = 500

interface Waiter<A extends Actor> {
  readonly resolve: (session: SessionState<A> | undefined) => void
  readonly reject: (error: unknown) => void
}

/**
 * Looks single sessions up, many at a time: after an outage everybody comes back at once. What is asked in one turn shares
 * a query, and what is asked while one is under way shares the next, so that no answer is older than its question.
 */
export function createSessionLookUp<A extends Actor>(
  sessions: Pick<SessionDirectory<A>, 'find'>,
): (sessionId: string) => Promise<SessionState<A> | undefined> {
  const waiting = new Map<string, Waiter<A>[]>()
  let isReading = false

  const take = (): Map<string, Waiter<A>[]> => {
    const batch = new Map([...waiting].slice(0, MOST))
    for (const id of batch.keys()) waiting.delete(id)
    return batch
  }
  const read = async (): Promise<void> => {
    while (waiting.size > 0) {
      const batch = take()
      try {
        const found = await sessions.find([...batch.keys()])
        for (const [id, waiters] of batch) for (const { resolve } of waiters) resolve(found.get(id))
      } catch (error) {
        for (const waiters of batch.values()) for (const { reject } of waiters) reject(error)
      }
    }
    isReading = false
  }

  return (sessionId) =>
    new Promise((resolve, reject) => {
      const waiters = waiting.get(sessionId) ?? []
      waiters.push({ resolve, reject })
      waiting.set(sessionId, waiters)
      if (isReading) return
      isReading = true
      setImmediate(() => void read())
    })
}
