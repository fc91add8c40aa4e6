import * as z from 'zod/mini'
import type { HeartbeatTab } from '../protocol/frames/heartbeat.ts'
import type { PresenceFrame, PresentPerson } from '../protocol/frames/presence.ts'

/** Above this many people a topic shows only how many there are. */
export const PRESENCE_NAMED = 200

const LeaseValue = z.object({
  name: z.string(),
  page: z.nullable(z.string()),
  /** The page of the tab in front; null where none is: nobody looks. */
  front: z.optional(z.nullable(z.string())),
  since: z.string(),
})
export type LeaseValue = z.infer<typeof LeaseValue>

/** A lease belongs to one connection of a person. */
export const leaseName = (userId: string, connectionId: string): string => `${userId}/${connectionId}`

/** Where a topic's leases stand. */
export const presenceGroup = (topic: string): string => `presence:${topic}`

/** Leases that can be read, with the person they are of. */
export function readLeases(leases: ReadonlyMap<string, string>): { userId: string; value: LeaseValue }[] {
  return [...leases].flatMap(([name, text]) => {
    const value = parseLease(text)
    return value === null ? [] : [{ userId: name.split('/', 1)[0] ?? '', value }]
  })
}

/** One person for all leases of theirs: there since the first, on the page of the newest. */
export function peopleOf(leases: ReadonlyMap<string, string>): Map<string, PresentPerson> {
  const people = new Map<string, PresentPerson>()
  const newest = new Map<string, string>()
  for (const { userId, value } of readLeases(leases)) {
    const known = people.get(userId)
    const isNewest = known === undefined || value.since >= (newest.get(userId) ?? '')
    if (isNewest) newest.set(userId, value.since)
    people.set(userId, {
      user_id: userId,
      name: value.name,
      page: isNewest ? value.page : (known?.page ?? null),
      since: known === undefined || value.since < known.since ? value.since : known.since,
    })
  }
  return people
}

/** What to tell those who knew `before`; null when nothing changed. */
export function presenceChange(
  topic: string,
  before: ReadonlyMap<string, PresentPerson>,
  now: ReadonlyMap<string, PresentPerson>,
): PresenceFrame | null {
  const joined = [...now.values()].filter((person) => {
    const known = before.get(person.user_id)
    return known === undefined || known.page !== person.page || known.name !== person.name
  })
  const left = [...before.keys()].filter((userId) => !now.has(userId))
  if (joined.length === 0 && left.length === 0) return null
  const isNamed = now.size <= PRESENCE_NAMED
  return {
    type: 'presence',
    topic,
    joined: isNamed ? joined : [],
    left: isNamed ? left : [],
    count: now.size,
  }
}

/** The whole list, for somebody who knows nothing yet. */
export function presenceSnapshot(topic: string, now: ReadonlyMap<string, PresentPerson>): PresenceFrame {
  const joined = now.size <= PRESENCE_NAMED ? [...now.values()] : []
  return { type: 'presence', topic, joined, left: [], count: now.size, snapshot: true }
}

function parseLease(text: string): LeaseValue | null {
  try {
    const parsed = LeaseValue.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** The page to show for somebody with these tabs: the one in front. */
export function pageOf(tabs: readonly HeartbeatTab[]): string | null {
  return frontOf(tabs) ?? tabs[0]?.current_page ?? null
}

/** The page of the tab in front; null: none is. */
export function frontOf(tabs: readonly HeartbeatTab[]): string | null {
  return tabs.find(({ visible }) => visible === true)?.current_page ?? null
}
