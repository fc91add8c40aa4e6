import type { LeaseTable } from './backplane.ts'
import { presenceGroup, readLeases } from './presencePeople.ts'

/** Who is on a topic with a tab in front that shows a page with this word in its path. Over all processes; ids of users. */
export async function findLookers(
  leases: Pick<LeaseTable, 'list'>,
  topic: string,
  word: string,
): Promise<readonly string[]> {
  const found = new Set<string>()
  for (const { userId, value } of readLeases(await leases.list(presenceGroup(topic)))) {
    if (value.front?.includes(word) === true) found.add(userId)
  }
  return [...found]
}
