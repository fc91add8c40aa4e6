import type { LiveLog, LogHead } from './liveLog.ts'

export interface TopicPlace {
  readonly head: LogHead
  readonly seq: number
}

interface Waiter {
  readonly resolve: (place: TopicPlace) => void
  readonly reject: (error: unknown) => void
}

/** Reads the heads of topics, many at a time: one query is under way, whoever comes meanwhile shares the next. */
export function createHeadReader(log: LiveLog): (topic: string) => Promise<TopicPlace> {
  let waiting = new Map<string, Waiter[]>()
  let reading = false

  const read = async (): Promise<void> => {
    while (waiting.size > 0) {
      const batch = waiting
      waiting = new Map()
      try {
        const { head, topics } = await log.topicHeads([...batch.keys()])
        for (const [topic, waiters] of batch) {
          for (const { resolve } of waiters) resolve({ head, seq: topics.get(topic)?.seq ?? 0 })
        }
      } catch (error) {
        for (const waiters of batch.values()) for (const { reject } of waiters) reject(error)
      }
    }
    reading = false
  }

  return (topic) =>
    new Promise((resolve, reject) => {
      waiting.set(topic, [...(waiting.get(topic) ?? []), { resolve, reject }])
      if (reading) return
      reading = true
      queueMicrotask(() => void read())
    })
}
