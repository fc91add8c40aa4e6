import type { Database } from '../../../platform/database/createDatabase.ts'
import type { Asker } from '../policy.ts'
import { archiveScope, readableCratesSql } from './archiveScope.ts'
import { readableRequestsSql } from './requestScope.ts'

/** Numbers of crates and requests, by their ids; only of those that this person may read now. */
export async function readNumbers(
  prisma: Database['prisma'],
  actor: Asker,
  ids: { readonly crates: readonly string[]; readonly requests: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  const scope = archiveScope(actor)
  const [crates, requests] = await Promise.all([
    ids.crates.length === 0
      ? []
      : prisma.$queryRaw<Numbered[]>`SELECT id, number FROM crates
          WHERE ${readableCratesSql(scope)} AND id = ANY(${ids.crates}::uuid[])`,
    ids.requests.length === 0
      ? []
      : prisma.$queryRaw<Numbered[]>`SELECT id, number FROM archive_requests
          WHERE ${readableRequestsSql(scope)} AND id = ANY(${ids.requests}::uuid[])`,
  ])
  return new Map([...crates, ...requests].map(({ id, number }) => [id, number]))
}

interface Numbered {
  readonly id: string
  readonly number: string
}
