import type { Cursor } from '../../realtime/protocol/cursor.ts'
import type { Clock } from '../../realtime/server/clock.ts'

/** A read whose answer is the same for all who may read alike. */
export interface SharedRead<T> {
  /** Names the query, over all domains. */
  readonly query: string
  /** All else that the answer depends on, the day of a calendar included. */
  readonly parameters: unknown
  /** All of the reader that decides what they may read. `run` must look at nothing else of them. */
  readonly readers: unknown
  /** Every topic whose events can change the answer. A query that reads a private model has none that would do. */
  readonly topics: readonly string[]
  readonly run: () => Promise<T>
}

/** Reads for one request, alone or together with others. What it answers is others' too: nobody changes it. */
export type Share = <T>(read: SharedRead<T>) => Promise<T>

/** What became of a read: it asked the database for others too, was given what another one asked, or went past. */
export type SharedOutcome = 'led' | 'joined' | 'alone'

export interface SharedResults {
  /** `heard`: what the reader has heard of. Null: they do not say, and so are never given an older answer. */
  for(heard: ReadonlyMap<string, Cursor> | null): Share
}

/** How long an answer is given to others, from the moment it was asked for. */
const LIFE_MS = 1_000
/** Answers kept at once; beyond that reads go past. */
const MOST = 500

/** Reads without anybody. */
export const readAlone: Share = ({ run }) => run()

/**
 * One change, many viewers, one query: reads that ask the same, by the same rights, while their topics stand where they stood,
 * get one answer, for at most a second. An answer is never older than what its reader has heard: whoever has heard more
 * than this process goes past it.
 */
export function createSharedResults(o: {
  /** Where a topic stands in this process; null where that is not known yet. */
  readonly placeOf: (topic: string, follow: boolean) => Cursor | null
  readonly clock: Pick<Clock, 'setTimer'>
  readonly count: (outcome: SharedOutcome) => void
}): SharedResults {
  const answers = new Map<string, Promise<unknown>>()

  /** Where the read's topics stand, and all that the reader named; null where somebody may know more than this process. */
  function standing(topics: readonly string[], heard: ReadonlyMap<string, Cursor>): string[] | null {
    const places: string[] = []
    for (const topic of new Set([...topics, ...heard.keys()])) {
      const said = heard.get(topic)
      const place = o.placeOf(topic, topics.includes(topic))
      if (place === null || said === undefined || said.epoch !== place.epoch || said.seq > place.seq)
        return null
      places.push(`${topic} ${place.epoch} ${place.seq}`)
    }
    return places.sort()
  }

  function lead<T>(key: string, run: () => Promise<T>): Promise<T> {
    o.count('led')
    const answer = run()
    answers.set(key, answer)
    const forget = () => void (answers.get(key) === answer && answers.delete(key))
    const stop = o.clock.setTimer(LIFE_MS, forget)
    // Whoever waits hears of a failure; whoever comes later tries anew.
    answer.catch(() => {
      stop()
      forget()
    })
    return answer
  }

  return {
    for:
      (heard) =>
      <T>({ query, parameters, readers, topics, run }: SharedRead<T>): Promise<T> => {
        const places = heard && standing(topics, heard)
        const key = JSON.stringify([query, parameters, readers, places])
        const known = places && answers.get(key)
        if (known) {
          o.count('joined')
          return known as Promise<T>
        }
        if (places && answers.size < MOST) return lead(key, run)
        o.count('alone')
        return run()
      },
  }
}
