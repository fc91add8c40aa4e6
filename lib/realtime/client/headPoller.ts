import { HEADS_MAX, type TopicHeads } from '../protocol/topicHeads.ts'
import type { ClientClock } from './clientClock.ts'

/** Between two looks, in ms, give or take a tenth: many pages behind one proxy do not look in step (CLI-11). */
export const POLL_MS = 10_000
const JITTER = 0.1
/** Looks in a row that failed, after which nothing can be promised about freshness. */
const FAILURES_UNTIL_AWAY = 2

/** Asks over HTTP where topics stand. Rejects where no answer came; tells a session that is over. */
export type ReadHeads = (topics: readonly string[]) => Promise<TopicHeads | 'signed_out'>

/** What a look has shown: `away` only after two in a row have failed. */
export type PollOutcome = 'fine' | 'away' | 'signed_out'

/** Looks again and again where the topics stand, while no socket tells. */
export interface HeadPoller {
  /** Begins with a look at once. Does nothing where it has begun. */
  begin(): void
  /** Looks at once, or, while a look is under way, right after it. Does nothing before `begin`. */
  look(): void
  /** Somebody waits for the topic: looks at once, unless a look is under way that asks for it. Many in one turn are one look. */
  want(topic: string): void
  /** What is under way is not told any more. */
  end(): void
}

interface Round {
  /** By the look that is under way. */
  asking: readonly string[] | null
  isAskedAgain: boolean
  failures: number
  stopTimer: () => void
}

/** `onHeads` is told each answer, `onOutcome` afterwards how the look as a whole went. */
export function createHeadPoller(o: {
  readonly clock: ClientClock
  readonly random: () => number
  readonly readHeads: ReadHeads
  readonly topics: () => readonly string[]
  readonly onHeads: (answer: TopicHeads) => void
  readonly onOutcome: (outcome: PollOutcome) => void
}): HeadPoller {
  /** Names one time between `begin` and `end`. */
  let round: Round | null = null
  const wanted = new Set<string>()

  async function look() {
    const mine = round
    if (!mine) return
    if (mine.asking) {
      mine.isAskedAgain = true
      return
    }
    mine.stopTimer()
    mine.asking = o.topics()
    mine.isAskedAgain = false
    const outcome = await ask(mine, mine.asking)
    if (round !== mine) return
    mine.asking = null
    mine.stopTimer = o.clock.setTimer(POLL_MS * (1 + JITTER * (2 * o.random() - 1)), () => void look())
    if (outcome !== null) o.onOutcome(outcome)
    if (mine.isAskedAgain) await look()
  }

  /** Null: failed, but perhaps only this once. */
  async function ask(mine: Round, topics: readonly string[]): Promise<PollOutcome | null> {
    try {
      // Without a topic it still asks whether anybody is there.
      for (let at = 0; at === 0 || at < topics.length; at += HEADS_MAX) {
        const answer = await o.readHeads(topics.slice(at, at + HEADS_MAX))
        if (round !== mine) return null
        if (answer === 'signed_out') return answer
        o.onHeads(answer)
      }
      mine.failures = 0
      return 'fine'
    } catch {
      mine.failures += 1
      return mine.failures >= FAILURES_UNTIL_AWAY ? 'away' : null
    }
  }

  return {
    begin() {
      if (round) return
      round = { asking: null, isAskedAgain: false, failures: 0, stopTimer: () => undefined }
      void look()
    },
    look: () => void look(),
    want(topic) {
      wanted.add(topic)
      if (wanted.size > 1) return
      queueMicrotask(() => {
        const isAsked = [...wanted].every((each) => round?.asking?.includes(each))
        wanted.clear()
        if (!isAsked) void look()
      })
    },
    end() {
      round?.stopTimer()
      round = null
    },
  }
}
