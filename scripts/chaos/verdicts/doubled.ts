import { compareAnnouncements } from '../announcements.ts'
import { changesOfOperation, isPrimary } from '../effects.ts'
import type { History, Observation } from '../history.ts'
import { runsOf } from '../topicRuns.ts'
import type { Verdict } from './verdict.ts'

/** Effects that are there twice: a write that was repeated, a change announced twice, an event handed on twice. */
export const doubled: Verdict = (history) => [
  ...doneTwice(history),
  ...compareAnnouncements(history).twice,
  ...history.observations.flatMap(heardTwice),
]

function doneTwice({ operations, committed, written }: History): string[] {
  const byOperation = changesOfOperation(committed)
  return operations.flatMap((operation) => {
    const { id, kind } = operation
    const times = (byOperation.get(id) ?? []).filter((change) => isPrimary(operation, change)).length
    if (times > 1) return [`${kind} ${id}: done ${times} times`]
    return (written.get(id) ?? 0) > 1 ? [`${kind} ${id}: stands in ${written.get(id)} rows`] : []
  })
}

function heardTwice(observation: Observation): string[] {
  return [...runsOf(observation).values()].flat().flatMap(({ topic, events }) => {
    const seen = new Set<number>()
    return events.flatMap(({ seq }) => {
      if (!seen.has(seq)) return (seen.add(seq), [])
      return [`${observation.name}: ${topic} #${seq} was handed on twice`]
    })
  })
}
