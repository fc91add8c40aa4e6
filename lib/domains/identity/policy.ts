import type { Action, DeskActor, Role, Scope } from './contract.ts'

/** What a policy asks of a person. */
export type RoleHolder = Pick<DeskActor, 'role' | 'unitId'>

const STAFF = {
  read_unit: 'own_unit',
  work_in_unit: 'own_unit',
  decide_in_unit: 'nowhere',
  administer: 'nowhere',
} as const
const HOUSE = {
  read_unit: 'everywhere',
  work_in_unit: 'everywhere',
  decide_in_unit: 'everywhere',
  administer: 'everywhere',
} as const

/** Role × action: the one place that says what a role may do, and where. */
export const PERMISSIONS: Readonly<Record<Role, Readonly<Record<Action, Scope>>>> = {
  superadmin: HOUSE,
  admin: HOUSE,
  manager: { ...STAFF, decide_in_unit: 'own_unit' },
  doctor: STAFF,
  editor: STAFF,
  planner: STAFF,
  nurse: STAFF,
  clerk: STAFF,
}

/** Whether a person may do something in a unit. People without a unit have no own one. */
export function mayAct(actor: RoleHolder, action: Action, unitId: string): boolean {
  const scope = PERMISSIONS[actor.role][action]
  return scope === 'everywhere' || (scope === 'own_unit' && actor.unitId !== null && actor.unitId === unitId)
}

/** Whether a person may do something in every unit. */
export function mayActEverywhere(actor: RoleHolder, action: Action): boolean {
  return PERMISSIONS[actor.role][action] === 'everywhere'
}

/** Sees what happens in the unit. */
export const readsUnit = (actor: RoleHolder, unitId: string): boolean => mayAct(actor, 'read_unit', unitId)

/** Sees what happens in all units. */
export const readsAllUnits = (actor: RoleHolder): boolean => mayActEverywhere(actor, 'read_unit')

/** Knows who works here: everyone who is signed in, in every role. */
export const readsDirectory = (actor: RoleHolder): boolean => Object.hasOwn(PERMISSIONS, actor.role)

/** Creates and edits things of the unit. */
export const mayWorkInUnit = (actor: RoleHolder, unitId: string): boolean =>
  mayAct(actor, 'work_in_unit', unitId)

/** Decides on requests of the unit. */
export const mayManageUnit = (actor: RoleHolder, unitId: string): boolean =>
  mayAct(actor, 'decide_in_unit', unitId)

/** Runs the house: people, units, connections, the audit log. */
export const administers = (actor: RoleHolder): boolean => mayActEverywhere(actor, 'administer')

/** Sessions are their owner's alone: the condition over sessions that says so. */
export const ownSessions = ({ userId }: { readonly userId: string }) => ({ userId })
