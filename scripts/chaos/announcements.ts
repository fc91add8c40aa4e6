import { groupBy } from './effects.ts'
import { changesOf, type ExpectedEvent } from './expectedEvents.ts'
import type { History, LoggedEvent } from './history.ts'

/** In what the log differs from what was committed. */
export interface Announcements {
  readonly missing: readonly string[]
  /** Announced and never committed. */
  readonly unfounded: readonly string[]
  readonly twice: readonly string[]
  readonly disordered: readonly string[]
}

/**
 * Compares the log with the audit, which each transaction writes itself. Rows are locked while they change, so that the order
 * of one row's changes in one topic is certain; that of two rows is not. A bulk stands for as many events as it says.
 */
export function compareAnnouncements({ committed, logged, since }: History): Announcements {
  const expected = groupBy(committed.flatMap(changesOf), channelOf)
  const told = groupBy(
    logged.filter(({ position }) => position > since),
    channelOf,
  )
  const found = { missing: [], unfounded: [], twice: [], disordered: [] } as Record<
    keyof Announcements,
    string[]
  >
  for (const channel of new Set([...expected.keys(), ...told.keys()])) {
    const events = told.get(channel) ?? []
    const bulks = events.filter(({ id }) => id === null).map(({ data }) => Number(data['bulk']))
    const merged = bulks.reduce((sum, count) => sum + count, 0)
    const missing = compareRows(
      channel,
      expected.get(channel) ?? [],
      events.filter(({ id }) => id !== null),
      found,
    )
    // Which of them went into the bulk cannot be told; how many did can.
    if (missing.length > merged) found.missing.push(...missing.slice(merged))
    if (missing.length < merged)
      found.unfounded.push(`${channel}: ${merged - missing.length} too many in bulks`)
  }
  return found
}

const channelOf = ({ topic, entity }: { topic: string; entity: string }): string => `${topic} ${entity}`

function compareRows(
  channel: string,
  expected: readonly ExpectedEvent[],
  told: readonly LoggedEvent[],
  found: Record<keyof Announcements, string[]>,
): string[] {
  const should = groupBy(expected, ({ id }) => id)
  const is = groupBy(told, ({ id }) => id ?? '')
  const missing: string[] = []
  for (const id of new Set([...should.keys(), ...is.keys()])) {
    const wanted = (should.get(id) ?? []).map(describe)
    const got = (is.get(id) ?? []).map(describe)
    const name = `${channel} ${id}`
    missing.push(...matchInOrder(name, wanted, got, found))
  }
  return missing
}

/** Those of `wanted` that are not among `got`, taken in order. */
function matchInOrder(
  name: string,
  wanted: readonly string[],
  got: readonly string[],
  found: Record<keyof Announcements, string[]>,
): string[] {
  const left = [...wanted]
  const times = (list: readonly string[], one: string) => list.filter((other) => other === one).length
  let at = 0
  for (const one of got) {
    const place = wanted.indexOf(one, at)
    if (place >= 0) at = place + 1
    else if (!wanted.includes(one)) found.unfounded.push(`${name}: ${one} was announced, not committed`)
    else if (times(got, one) > times(wanted, one)) found.twice.push(`${name}: ${one} was announced twice`)
    else found.disordered.push(`${name}: ${one} was announced out of order`)
    const rest = left.indexOf(one)
    if (rest >= 0) left.splice(rest, 1)
  }
  return left.map((one) => `${name}: ${one} was committed, not announced`)
}

const describe = ({ action, data }: { action: string; data: Readonly<Record<string, unknown>> }): string =>
  JSON.stringify([action, ...['status', 'version', 'role', 'unit_id'].map((field) => data[field] ?? null)])
