import { runsOf } from '../topicRuns.ts'
import type { Verdict } from './verdict.ts'

/** History that is gone without a word: a run that begins elsewhere than the last one stood, a gap said to be closed that is not. */
export const silentGap: Verdict = ({ observations }) =>
  observations.flatMap((observation) => {
    const { name, entries } = observation
    const jumps = [...runsOf(observation).values()].flatMap((runs) =>
      runs.flatMap(({ topic, start, told }, index) => {
        const before = runs[index - 1]
        if (before === undefined || told || before.end === 'ended') return []
        const stood = before.events.at(-1)?.seq ?? before.start
        return start === stood
          ? []
          : [`${name}: ${topic} went on at ${start} after ${stood}, and nobody said so`]
      }),
    )
    const unfilled = entries.flatMap((entry) => {
      if (entry.kind !== 'resumed') return []
      const { topic, from, seq, replayed, sameEpoch } = entry
      if (!sameEpoch) return [`${name}: ${topic} was recovered into another epoch`]
      return replayed === seq - from
        ? []
        : [`${name}: ${topic} was recovered from ${from} to ${seq} with ${replayed} events`]
    })
    return [...jumps, ...unfilled]
  })
