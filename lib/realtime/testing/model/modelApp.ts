import type { LiveClient } from '../../client/liveClient.ts'

/** The versions of a topic's rows. */
export type Rows = Map<string, number>

/** What the application reads, and what befell it that must not. */
export interface ModelApp {
  readonly client: LiveClient
  /** What it shows of a topic; null where it does not listen or has nothing read. */
  shown(topic: string): Rows | null
  subscribe(topic: string): void
  unsubscribe(topic: string): void
  /** Fetches that were asked get the answer that the server had then. */
  answerFetches(): void
}

/** Rules of the application's own, which a mutation takes away. */
export interface AppRules {
  /** Position first, then data: it fetches when the topic is heard. */
  readonly fetchesWhenHeard: boolean
}

interface Reading {
  rows: Rows | null
  /** Events since the fetch was asked for. */
  events: [string, number][]
  expected: number | null
  answer: (() => void) | null
}

/** An application over a client, as the desk is one: fetches when a run begins, and follows its events. */
export function createModelApp(o: {
  readonly client: LiveClient
  /** What a fetch would answer now. */
  readonly read: (topic: string) => Rows
  readonly wrong: (what: string) => void
  readonly rules: AppRules
}): ModelApp {
  const { client, read, wrong, rules } = o
  const readings = new Map<string, Reading>()
  const listening = new Map<string, () => void>()
  /** The last seq of each topic and epoch. */
  const last = new Map<string, number>()

  function fetch(topic: string) {
    const rows = read(topic)
    const reading: Reading = { rows: null, events: [], expected: null, answer: null }
    reading.answer = () => {
      reading.answer = null
      reading.rows = rows
      for (const event of reading.events) apply(reading, event)
    }
    readings.set(topic, reading)
  }

  function apply({ rows }: Reading, [row, version]: [string, number]) {
    if (rows && version > (rows.get(row) ?? 0)) rows.set(row, version)
  }

  client.onTopicChange((change) => {
    if (change.kind === 'restarted') {
      const before = readings.get(change.topic)
      if (before) before.expected = null
      if (rules.fetchesWhenHeard || before) {
        if (rules.fetchesWhenHeard) fetch(change.topic)
      } else fetch(change.topic)
    } else readings.delete(change.topic)
  })
  client.onEvent(({ topic, seq, data }) => {
    const { row, version, epoch } = data as { row: string; version: number; epoch: string }
    const key = `${topic} ${epoch}`
    const before = last.get(key) ?? 0
    if (seq <= before) wrong(`${topic}: ${seq} after ${before} of ${epoch}`)
    last.set(key, seq)
    const reading = readings.get(topic)
    if (!reading) return
    if (reading.expected !== null && seq !== reading.expected) {
      wrong(`${topic}: ${seq} where ${reading.expected} was due, and no new run began`)
    }
    reading.expected = seq + 1
    reading.events.push([row, version])
    apply(reading, [row, version])
  })

  return {
    client,
    shown: (topic) => (listening.has(topic) ? (readings.get(topic)?.rows ?? null) : null),
    subscribe(topic) {
      if (listening.has(topic)) return
      if (!rules.fetchesWhenHeard && !readings.has(topic)) fetch(topic)
      listening.set(topic, client.subscribe(topic))
    },
    unsubscribe(topic) {
      listening.get(topic)?.()
      listening.delete(topic)
    },
    answerFetches() {
      for (const { answer } of readings.values()) answer?.()
    },
  }
}
