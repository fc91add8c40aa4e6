import type { Entry, LoggedEvent, Observation } from './history.ts'

/** One stretch of a topic that an observer followed without a break. */
export interface TopicRun {
  readonly topic: string
  readonly start: number
  readonly told: boolean
  /** Nothing was known of the topic before. */
  readonly isFirst: boolean
  /** Everything was fetched after it began. */
  readonly fetchedAfter: boolean
  readonly events: readonly Extract<Entry, { kind: 'event' }>[]
  /** `ended`: the right was gone, or the connection was told to start over. `open`: it was followed to the end. */
  readonly end: 'open' | 'ended' | 'replaced'
}

type Draft = { -readonly [Key in keyof TopicRun]: TopicRun[Key] } & {
  events: Extract<Entry, { kind: 'event' }>[]
}

/** The runs of each topic, in order. */
export function runsOf({ entries }: Pick<Observation, 'entries'>): ReadonlyMap<string, readonly TopicRun[]> {
  const runs = new Map<string, Draft[]>()
  for (const entry of entries) {
    if (entry.kind === 'fetched')
      for (const list of runs.values()) for (const run of list) run.fetchedAfter = true
    if (!('topic' in entry)) continue
    const { topic } = entry
    const list = runs.get(topic) ?? []
    runs.set(topic, list)
    const current = list.at(-1)
    if (entry.kind === 'began') {
      if (current?.end === 'open') current.end = 'replaced'
      const { seq: start, told } = entry
      list.push({
        topic,
        start,
        told,
        isFirst: list.length === 0,
        fetchedAfter: false,
        events: [],
        end: 'open',
      })
    } else if (entry.kind === 'ended' && current !== undefined) current.end = 'ended'
    else if (entry.kind === 'event') current?.events.push(entry)
  }
  return runs
}

/** Whether the observer's person might hear of the topic at that position. */
export function isEntitled(
  { rights }: Pick<Observation, 'rights'>,
  topic: string,
  position: number,
): boolean {
  return rights.findLast(({ from }) => from <= position)?.topics.has(topic) ?? false
}

/** The log's events by topic and seq. */
export function indexLog(
  logged: readonly LoggedEvent[],
): ReadonlyMap<string, ReadonlyMap<number, LoggedEvent>> {
  const topics = new Map<string, Map<number, LoggedEvent>>()
  for (const event of logged) {
    const events = topics.get(event.topic) ?? new Map<number, LoggedEvent>()
    topics.set(event.topic, events.set(event.seq, event))
  }
  return topics
}
