import { compareAnnouncements } from '../announcements.ts'
import { changesOfOperation } from '../effects.ts'
import type { Entry, History, LoggedEvent } from '../history.ts'
import { indexLog } from '../topicRuns.ts'
import type { Verdict } from './verdict.ts'

/** What was announced or heard and not committed, and what is there although its writer was told that it is not. */
export const phantom: Verdict = (history) => [
  ...compareAnnouncements(history).unfounded,
  ...refusedAndThere(history),
  ...heardOnly(history),
]

function refusedAndThere({ operations, committed }: History): string[] {
  const byOperation = changesOfOperation(committed)
  return operations
    .filter(({ id, outcome }) => outcome === 'refused' && byOperation.has(id))
    .map(({ id, kind }) => `${kind} ${id}: refused, and there`)
}

function heardOnly({ logged, observations }: History): string[] {
  const log = indexLog(logged)
  return observations.flatMap(({ name, entries }) =>
    entries.flatMap((entry) => {
      if (entry.kind !== 'event') return []
      const event = log.get(entry.topic)?.get(entry.seq)
      return event !== undefined && isSame(entry, event)
        ? []
        : [`${name}: ${entry.topic} #${entry.seq} is not what the log has there`]
    }),
  )
}

function isSame(heard: Extract<Entry, { kind: 'event' }>, event: LoggedEvent): boolean {
  const version = typeof event.data['version'] === 'number' ? event.data['version'] : null
  return (
    heard.entity === event.entity &&
    heard.action === event.action &&
    heard.id === event.id &&
    heard.version === version &&
    heard.operation === event.operation
  )
}
