import type { DemoDatabase } from '../../e2e/harness/demoDatabase.ts'
import type { Rights } from './history.ts'
import { topicsOf, type Person } from './observers/seatObservers.ts'

interface Change extends Record<string, unknown> {
  readonly position: string
  readonly entity: string
  readonly action: string
  readonly data: {
    readonly id: string
    readonly role: string
    readonly status: string
    readonly unit_id: string | null
  }
}

/**
 * Reads from the log what each person might hear when: from the first event that tells of a change on, its rights count. The
 * answer is asked with a person as they signed in, and their session.
 */
export async function readRights(
  database: Pick<DemoDatabase, 'query'>,
): Promise<(person: Person, sessionId: string) => readonly Rights[]> {
  const changes = await database.query<Change>(
    `SELECT position, entity, action, data FROM live_log WHERE entity IN ('user', 'session') ORDER BY position`,
  )
  return (person, sessionId) => {
    const rights: Rights[] = []
    let known = ''
    let isOver = false
    for (const { position, entity, action, data } of changes) {
      if (entity === 'session' && data.id === sessionId && action !== 'created') {
        isOver = true
        rights.push({ from: Number(position), topics: new Set() })
      }
      if (entity !== 'user' || data.id !== person.id || isOver) continue
      const { role, status, unit_id: unitId } = data
      const now = `${role} ${status} ${unitId}`
      if (now === known) continue
      known = now
      const topics = status === 'active' ? topicsOf({ id: person.id, role, unitId }) : new Set<string>()
      rights.push({ from: Number(position), topics })
    }
    // What the log does not tell was so from the beginning.
    const first = rights[0]
    return first === undefined || first.from > 0 ? [{ from: 0, topics: topicsOf(person) }, ...rights] : rights
  }
}
