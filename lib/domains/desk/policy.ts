import { readsAllUnits, readsUnit, type RoleHolder } from '../identity/policy.ts'

/** Filters are their owner's alone: admins, too, see their own only. */
export const ownsFilter = (
  actor: { readonly userId: string },
  filter: { readonly userId: string },
): boolean => actor.userId === filter.userId

/** The same as a condition over filters. */
export const ownFilters = ({ userId }: { readonly userId: string }) => ({ userId })

/** Whoever reads what happened. */
export interface ActivityReader extends RoleHolder {
  readonly userId: string
}

/** Whose activity a person reads: of all units, of one, or nobody's. With `unitId` they ask for this unit only. */
export function activityScope(
  reader: ActivityReader,
  unitId?: string,
): 'all' | 'none' | { readonly unitId: string } {
  if (unitId === undefined && readsAllUnits(reader)) return 'all'
  const asked = unitId ?? reader.unitId
  return asked !== null && readsUnit(reader, asked) ? { unitId: asked } : 'none'
}
