import { runsOf } from '../topicRuns.ts'
import type { Verdict } from './verdict.ts'

/** Holes in a topic's seq that no reset announced: on the wire of a caught-up topic, or in what was handed on. */
export const skipped: Verdict = ({ observations }) =>
  observations.flatMap((observation) => {
    const { name, entries } = observation
    const onTheWire = entries.flatMap((entry) =>
      entry.kind === 'hole' ? [`${name}: ${entry.topic} went from ${entry.after} to ${entry.seq}`] : [],
    )
    const handedOn = [...runsOf(observation).values()].flat().flatMap(({ topic, start, events }) =>
      events.flatMap(({ seq }, index) => {
        const before = events[index - 1]?.seq ?? start
        return seq > before + 1 ? [`${name}: ${topic} #${seq} was handed on after ${before}`] : []
      }),
    )
    return [...onTheWire, ...handedOn]
  })
