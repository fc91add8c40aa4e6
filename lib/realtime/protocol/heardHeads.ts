import type { Cursor } from './cursor.ts'
import { TopicName } from './topicName.ts'

/** Header of a REST read: where the topics stand that the reader hears. Whoever says it may be given what others were. */
export const HEARD_HEADER = 'X-Heard'

/** More topics than a read has. */
export const HEARD_MAX = 16

/** As the header's value: `epoch topic=seq topic=seq`. Null where there are none, too many, or they are of two epochs. */
export function formatHeard(cursors: ReadonlyMap<string, Cursor>): string | null {
  const [first] = cursors.values()
  if (first === undefined || cursors.size > HEARD_MAX) return null
  const { epoch } = first
  if ([...cursors.values()].some((cursor) => cursor.epoch !== epoch)) return null
  return [epoch, ...[...cursors].map(([topic, { seq }]) => `${topic}=${seq}`)].join(' ')
}

/** Reads the header's value; null where it is not one. */
export function parseHeard(value: string | null): ReadonlyMap<string, Cursor> | null {
  const [epoch, ...pairs] = (value ?? '').split(' ', HEARD_MAX + 2)
  if (!epoch || pairs.length === 0 || pairs.length > HEARD_MAX) return null
  const cursors = new Map<string, Cursor>()
  for (const pair of pairs) {
    const [, topic, digits] = /^([^=]+)=(\d{1,15})$/.exec(pair) ?? []
    if (!TopicName.safeParse(topic).success || topic === undefined) return null
    cursors.set(topic, { epoch, seq: Number(digits) })
  }
  return cursors
}
