import { compareAnnouncements } from '../announcements.ts'
import { changesOfOperation, isPrimary } from '../effects.ts'
import type { History, LoggedEvent, Observation } from '../history.ts'
import { indexLog, isEntitled, runsOf, type TopicRun } from '../topicRuns.ts'
import type { Verdict } from './verdict.ts'

/** What was answered with success and is not there; committed and not announced; announced and not heard by the entitled. */
export const lost: Verdict = (history) => [
  ...notKept(history),
  ...compareAnnouncements(history).missing,
  ...history.observations.flatMap((observation) => notHeard(history, observation)),
]

function notKept({ operations, committed, written }: History): string[] {
  const byOperation = changesOfOperation(committed)
  const removed = new Set(committed.filter(({ action }) => action === 'delete').map(({ rowId }) => rowId))
  return operations.flatMap((operation) => {
    if (operation.outcome !== 'acknowledged') return []
    const { id, kind, rowId, version } = operation
    const primary = (byOperation.get(id) ?? []).find((change) => isPrimary(operation, change))
    if (primary === undefined) return [`${kind} ${id}: acknowledged, and not there`]
    const committedVersion = primary.after?.['version'] ?? null
    if (version !== null && committedVersion !== null && version < Number(committedVersion))
      return [`${kind} ${id}: acknowledged as version ${version}, committed as ${committedVersion}`]
    const isGone = kind === 'register' && !removed.has(rowId) && !written.has(id)
    return isGone ? [`${kind} ${id}: in the audit, and not in its table`] : []
  })
}

function notHeard(history: History, observation: Observation): string[] {
  const log = indexLog(history.logged)
  return [...runsOf(observation)].flatMap(([topic, runs]) => {
    const events = log.get(topic) ?? new Map<number, LoggedEvent>()
    return runs.flatMap((run, index) => {
      const next = runs[index + 1]
      const name = `${observation.name}: ${topic}`
      if (next === undefined && run.end !== 'open') return []
      if (next !== undefined && next.told) {
        return next.fetchedAfter ? [] : [`${name} began anew at ${next.start}, and nothing was fetched`]
      }
      const until = next?.start ?? history.heads.get(topic) ?? run.start
      return missingBetween(run, until)
        .filter((seq) => isEntitled(observation, topic, events.get(seq)?.position ?? 0))
        .map((seq) => `${name} #${seq} was not heard`)
    })
  })
}

function missingBetween({ start, events }: TopicRun, until: number): number[] {
  const heard = new Set(events.map(({ seq }) => seq))
  const missing: number[] = []
  for (let seq = start + 1; seq <= until; seq += 1) if (!heard.has(seq)) missing.push(seq)
  return missing
}
