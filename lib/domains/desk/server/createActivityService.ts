import type { Database } from '../../../platform/database/createDatabase.ts'
import { isUuid } from '../../../platform/isUuid.ts'
import type { DeskActor, PersonName } from '../../identity/contract.ts'
import type { ActivityPage } from '../contract.ts'
import type { ActivityQuery } from './deskQueries.ts'
import { presentActivity } from './presentActivity.ts'
import { readActivity, type ActivityRun } from './readActivity.ts'
import { readLogHead } from './readLogHead.ts'

/** What people and things are called now, by the domains that own them. */
export interface ActivityNames {
  people(actor: DeskActor, ids: readonly string[]): Promise<readonly PersonName[]>
  /** Numbers by id, of those that the actor may read. */
  numbers(
    actor: DeskActor,
    ids: { readonly crates: readonly string[]; readonly requests: readonly string[] },
  ): Promise<ReadonlyMap<string, string>>
}

/** What happened, for those who may know. */
export interface ActivityService {
  /** Newest first, up to this moment: what is not projected yet is read from the log. */
  list(actor: DeskActor, query: ActivityQuery): Promise<ActivityPage>
}

export function createActivityService({
  database: { prisma },
  names,
}: {
  readonly database: Database
  readonly names: ActivityNames
}): ActivityService {
  return {
    async list(actor, query) {
      const head = await readLogHead(prisma)
      const runs = await readActivity(prisma, actor, query)
      const shown = runs.slice(0, query.limit)
      const [people, numbers] = await Promise.all([
        names.people(actor, actorsOf(shown)),
        names.numbers(actor, { crates: subjectsOf(shown, true), requests: subjectsOf(shown, false) }),
      ])
      const nameOf = new Map(people.map((person) => [person.id, person]))
      return {
        items: shown.map((run) => presentActivity(run, { nameOf, numbers })),
        next_before: runs.length > shown.length ? (shown.at(-1)?.rows[0].position ?? null) : null,
        head,
      }
    },
  }
}

const actorsOf = (runs: readonly ActivityRun[]): string[] =>
  distinct(runs.map(({ actorId }) => actorId)).filter(isUuid)

const subjectsOf = (runs: readonly ActivityRun[], areCrates: boolean): string[] =>
  distinct(runs.filter(({ entity }) => (entity === 'crate') === areCrates).map(({ subjectId }) => subjectId))

const distinct = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))]
