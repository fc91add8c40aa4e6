import { indexLog, isEntitled } from '../topicRuns.ts'
import type { Verdict } from './verdict.ts'

/** What somebody heard who had no right to it at its position. */
export const leaked: Verdict = ({ logged, observations }) => {
  const log = indexLog(logged)
  return observations.flatMap((observation) => {
    const { name, entries, rights } = observation
    return entries.flatMap((entry) => {
      if (entry.kind === 'event') {
        const position = log.get(entry.topic)?.get(entry.seq)?.position
        if (position === undefined || isEntitled(observation, entry.topic, position)) return []
        return [`${name}: ${entry.topic} #${entry.seq} at ${position}`]
      }
      const isEver = !('topic' in entry) || rights.some(({ topics }) => topics.has(entry.topic))
      return isEver ? [] : [`${name}: was told of ${entry.topic}`]
    })
  })
}
