import type { DeskActor, PersonName } from '../../identity/contract.ts'
import type { SeenRow } from './visibleSql.ts'

/** What people and things are called now, by the domains that own them; only of what the reader may see. */
export interface NotificationNames {
  people(actor: DeskActor, ids: readonly string[]): Promise<readonly PersonName[]>
  /** Numbers of requests. */
  requests(actor: DeskActor, ids: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Titles of conversations; null: it is called after its people. */
  conversations(actor: DeskActor, ids: readonly string[]): Promise<ReadonlyMap<string, string | null>>
}

/** The names that some rows need. */
export interface Looked {
  readonly people: ReadonlyMap<string, PersonName>
  readonly requests: ReadonlyMap<string, string>
  readonly conversations: ReadonlyMap<string, string | null>
}

/** One question to each domain, whatever number of rows. */
export async function lookUpNames(
  names: NotificationNames,
  actor: DeskActor,
  rows: readonly SeenRow[],
): Promise<Looked> {
  const subjects = (isOf: (entity: string) => boolean): string[] => [
    ...new Set(
      rows.flatMap(({ subjectEntity, subjectId }) =>
        subjectId !== null && subjectEntity !== null && isOf(subjectEntity) ? [subjectId] : [],
      ),
    ),
  ]
  const [people, requests, conversations] = await Promise.all([
    ask([...new Set(rows.flatMap(({ createdById }) => createdById ?? []))], (ids) =>
      names.people(actor, ids),
    ),
    ask(subjects(isRequest), (ids) => names.requests(actor, ids)),
    ask(
      subjects((entity) => entity === 'conversation'),
      (ids) => names.conversations(actor, ids),
    ),
  ])
  return {
    people: new Map((people ?? []).map((person) => [person.id, person])),
    requests: requests ?? new Map(),
    conversations: conversations ?? new Map(),
  }
}

const ask = <T>(ids: readonly string[], put: (ids: readonly string[]) => Promise<T>): Promise<T | null> =>
  ids.length === 0 ? Promise.resolve(null) : put(ids)

export const isRequest = (entity: string): boolean =>
  entity === 'withdrawal' || entity === 'destruction' || entity === 'transfer'
