import type { Prisma } from '../../../platform/database/generated/client.ts'
import { mayActEverywhere, mayManageUnit, readsAllUnits, readsUnit } from '../../identity/policy.ts'
import type { Asker } from '../policy.ts'

const NOTHING = { id: { in: [] } }

/** The crates that a person may read. Every query over crates begins with it. */
export function readableCrates(actor: Asker): Prisma.CrateWhereInput {
  if (readsAllUnits(actor)) return {}
  const { unitId } = actor
  return unitId !== null && readsUnit(actor, unitId) ? { unitId } : NOTHING
}

/** The requests that a person may read: of their unit, and transfers to it. Every query over requests begins with it. */
export function readableRequests(actor: Asker): Prisma.ArchiveRequestWhereInput {
  if (readsAllUnits(actor)) return {}
  const { unitId } = actor
  return unitId !== null && readsUnit(actor, unitId) ? { OR: [{ unitId }, { toUnitId: unitId }] } : NOTHING
}

/** Requests that hold their crates now. The same as `isOpen`. */
export const OPEN_REQUESTS = {
  OR: [{ status: { in: ['pending', 'sent_back'] } }, { kind: 'transfer', status: 'approved' }],
} satisfies Prisma.ArchiveRequestWhereInput

/** What waits for a person, by what it waits for. The same as the policy's `waitsFor`. */
export function waitingRequests(
  actor: Asker,
): Record<'decide' | 'receive' | 'answer', Prisma.ArchiveRequestWhereInput> {
  const createdById = { not: actor.userId }
  const decided = decidedUnit(actor)
  return {
    decide:
      decided === null ? NOTHING : { status: 'pending', createdById, ...(decided && { unitId: decided }) },
    receive:
      decided === null
        ? NOTHING
        : { kind: 'transfer', status: 'approved', createdById, ...(decided && { toUnitId: decided }) },
    answer: { status: 'sent_back', createdById: actor.userId },
  }
}

/** The unit that a person decides for; '' for all, null for none. */
function decidedUnit(actor: Asker): string | null {
  if (mayActEverywhere(actor, 'decide_in_unit')) return ''
  return actor.unitId !== null && mayManageUnit(actor, actor.unitId) ? actor.unitId : null
}

/** For a `contains` filter: `%` and `_` mean themselves. */
export const containing = (words: string) =>
  ({ contains: words.replaceAll(/[\\%_]/g, String.raw`\$&`), mode: 'insensitive' }) as const
