import { Prisma } from '../../../platform/database/generated/client.ts'
import { readsAllUnits, readsUnit, type RoleHolder } from '../../identity/policy.ts'

const NOTHING = { id: { in: [] } }

/** Whose crates and requests somebody may read: of all units, of one, or nobody's. */
export type ArchiveScope = 'all' | { readonly unitId: string } | 'none'

/**
 * What of a person decides what they may read in the archive: the one place that says so. Reads are given it in place of the
 * person, so that whoever has the same scope is answered the same.
 */
export function archiveScope(actor: RoleHolder): ArchiveScope {
  if (readsAllUnits(actor)) return 'all'
  const { unitId } = actor
  return unitId !== null && readsUnit(actor, unitId) ? { unitId } : 'none'
}

/** The crates within a scope. Every query over crates begins with it, or with `readableCratesSql`. */
export function readableCrates(scope: ArchiveScope): Prisma.CrateWhereInput {
  return scope === 'all' ? {} : scope === 'none' ? NOTHING : scope
}

/** The same for raw SQL: a condition over the table `crates`. */
export function readableCratesSql(scope: ArchiveScope): Prisma.Sql {
  if (scope === 'all') return Prisma.sql`TRUE`
  return scope === 'none' ? Prisma.sql`FALSE` : Prisma.sql`crates.unit_id = ${scope.unitId}::uuid`
}

/** Requests that hold their crates now. The same as `isOpen`. */
export const OPEN_REQUESTS = {
  status: { in: ['pending', 'sent_back', 'approved'] },
} satisfies Prisma.ArchiveRequestWhereInput

/** For LIKE: `%` and `_` mean themselves. */
export const escapeLike = (words: string): string => words.replaceAll(/[\\%_]/g, String.raw`\$&`)
