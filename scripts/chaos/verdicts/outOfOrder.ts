import { compareAnnouncements } from '../announcements.ts'
import type { History, Observation } from '../history.ts'
import { runsOf, type TopicRun } from '../topicRuns.ts'
import type { Verdict } from './verdict.ts'

/** Events that came after a later one: by position and seq in the log, by seq in a topic, by version for a row. */
export const outOfOrder: Verdict = (history) => [
  ...inTheLog(history),
  ...compareAnnouncements(history).disordered,
  ...history.observations.flatMap(heard),
]

function inTheLog({ logged, heads }: History): string[] {
  const last = new Map<string, number>()
  const first = logged[0]?.position ?? 1
  const wrong = logged.flatMap(({ position, seq, topic }, index) => {
    const before = last.get(topic)
    last.set(topic, seq)
    return [
      ...(position === first + index ? [] : [`position ${position} stands at place ${first + index}`]),
      ...(before === undefined || seq === before + 1 ? [] : [`${topic}: ${seq} follows ${before}`]),
    ]
  })
  const badHeads = [...last].filter(([topic, seq]) => heads.get(topic) !== seq)
  return [...wrong, ...badHeads.map(([topic, seq]) => `${topic}: the head is not its last seq, ${seq}`)]
}

const heard = (observation: Observation): string[] =>
  [...runsOf(observation).values()].flat().flatMap((run) => inRun(observation.name, run))

function inRun(name: string, { topic, start, events }: TopicRun): string[] {
  const versions = new Map<string, number>()
  let last = start
  return events.flatMap(({ seq, id, entity, version }) => {
    const isBack = seq < last
    last = Math.max(last, seq)
    const known = versions.get(`${entity} ${id}`) ?? 0
    if (version !== null) versions.set(`${entity} ${id}`, Math.max(known, version))
    return [
      ...(isBack ? [`${name}: ${topic} #${seq} came after ${last}`] : []),
      ...(version !== null && version < known
        ? [`${name}: ${topic} #${seq} shows version ${version} of ${id} after ${known}`]
        : []),
    ]
  })
}
