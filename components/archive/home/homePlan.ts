import type { Asker } from '@/lib/domains/archive/policy.ts'
import { mayActEverywhere, mayManageUnit } from '@/lib/domains/identity/policy.ts'

/** The lists of the home page. */
export type HomeList = 'waiting' | 'overdue' | 'retention' | 'own'

/** Who decides sees decisions first and what they could destroy; who asks sees their own requests first. */
export function homePlan(viewer: Asker): readonly HomeList[] {
  const decides =
    mayActEverywhere(viewer, 'decide_in_unit') ||
    (viewer.unitId !== null && mayManageUnit(viewer, viewer.unitId))
  return decides ? ['waiting', 'overdue', 'retention', 'own'] : ['own', 'waiting', 'overdue']
}
