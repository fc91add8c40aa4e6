import { parseTopic } from '../protocol/topic.ts'
import type { CapturedChange, CapturedRow, LiveDomain, LiveModel } from './liveDomain.ts'
import type { RoutedEvent } from './logEntry.ts'

/** Beyond this a pattern has too many parameters to guess. */
const MOST_TOPICS = 200

/**
 * Resets in place of a change whose routing threw: in the topics that could still be computed, in each of the domain's
 * fixed topics, and in each that its patterns make of the captured values (a topic is made of nothing else).
 */
export function resetsFor(
  domain: Pick<LiveDomain, 'topics' | 'name'>,
  model: LiveModel,
  change: CapturedChange,
): RoutedEvent[] {
  const rows = [change.before, change.after].filter((row) => row !== null)
  const values = [...new Set(rows.flatMap(wordsOf))]
  const topics = new Set([
    ...rows.flatMap((row) => topicsIfKnown(model, row)),
    ...Object.keys(domain.topics).flatMap((pattern) => fill(pattern, values)),
  ])
  return [...topics]
    .filter((topic) => parseTopic(topic) !== null)
    .map((topic) => ({
      topic,
      kind: 'reset',
      entity: domain.name,
      action: 'updated',
      data: {},
      timestamp: change.timestamp,
      changeId: null,
      actorId: null,
      revocation: null,
      expander: null,
    }))
}

function topicsIfKnown(model: LiveModel, row: CapturedRow): readonly string[] {
  try {
    return model.topics(row)
  } catch {
    return []
  }
}

/** What may stand in a topic: captured texts, and the date of a moment. */
function wordsOf(row: CapturedRow): string[] {
  return Object.values(row).flatMap((value) => {
    if (typeof value === 'number') return [String(value)]
    if (typeof value !== 'string') return []
    return /^\d{4}-\d\d-\d\d[T ]/.test(value) ? [value, value.slice(0, 10)] : [value]
  })
}

function fill(pattern: string, values: readonly string[]): string[] {
  const parts = pattern.split(':').map((part) => (part.startsWith('{') ? values : [part]))
  return parts
    .reduce<string[][]>(
      (made, choices) =>
        made.flatMap((head) => choices.map((choice) => [...head, choice])).slice(0, MOST_TOPICS),
      [[]],
    )
    .map((words) => words.join(':'))
}
