import type { RoutedEvent } from './logEntry.ts'

export type Candidate = RoutedEvent

/** More changes of one topic than this in one batch are told as a number. */
export const BULK_LIMIT = 200

/**
 * Merges the data events of crowded topics: per topic and entity one `{bulk: n}` at the place of the last. Events that
 * carry a revocation stay as they are, and so do resets; of several resets of one topic the last stays.
 */
export function mergeBulk(events: readonly Candidate[]): Candidate[] {
  const perTopic = countBy(events.filter(isMergeable), (event) => event.topic)
  const isCrowded = (event: Candidate) => isMergeable(event) && (perTopic.get(event.topic) ?? 0) > BULK_LIMIT
  const groupOf = (event: Candidate): string => {
    if (event.kind === 'reset') return `reset ${event.topic}`
    return isCrowded(event) ? `bulk ${event.topic} ${event.entity}` : ''
  }
  const waiting = countBy(events, groupOf)
  const members = new Map<string, Candidate[]>()

  return events.flatMap((event) => {
    const group = groupOf(event)
    if (group === '') return [event]
    const sofar = members.get(group) ?? []
    sofar.push(event)
    members.set(group, sofar)
    if (sofar.length < (waiting.get(group) ?? 0)) return []
    return [event.kind === 'reset' || sofar.length === 1 ? event : bulkOf(sofar, event)]
  })
}

function isMergeable(event: Candidate): boolean {
  return event.kind === 'data' && event.revocation === null
}

function bulkOf(events: readonly Candidate[], last: Candidate): Candidate {
  const sameChange = events.every((event) => event.changeId === last.changeId)
  const sameActor = events.every((event) => event.actorId === last.actorId)
  return {
    ...last,
    action: events.every((event) => event.action === last.action) ? last.action : 'updated',
    data: { bulk: events.length },
    changeId: sameChange ? last.changeId : null,
    actorId: sameActor ? last.actorId : null,
    expander: null,
  }
}

function countBy(events: readonly Candidate[], key: (event: Candidate) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const event of events) counts.set(key(event), (counts.get(key(event)) ?? 0) + 1)
  return counts
}
