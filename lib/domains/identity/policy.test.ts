import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ACTIONS, ROLES, type Action, type Role } from './contract.ts'
import {
  administers,
  mayAct,
  mayManageUnit,
  mayWorkInUnit,
  PERMISSIONS,
  readsAllUnits,
  readsUnit,
} from './policy.ts'

const OWN = 'unit-own'
const OTHER = 'unit-other'

/** What is expected, in words of its own: own unit / other unit. */
const EXPECTED: Record<Role, Record<Action, readonly [own: boolean, other: boolean]>> = {
  superadmin: everything(),
  admin: everything(),
  manager: { ...staff(), decide_in_unit: [true, false] },
  doctor: staff(),
  editor: staff(),
  planner: staff(),
  nurse: staff(),
  clerk: staff(),
}

function everything(): Record<Action, readonly [boolean, boolean]> {
  return {
    read_unit: [true, true],
    work_in_unit: [true, true],
    decide_in_unit: [true, true],
    administer: [true, true],
  }
}

function staff(): Record<Action, readonly [boolean, boolean]> {
  return {
    read_unit: [true, false],
    work_in_unit: [true, false],
    decide_in_unit: [false, false],
    administer: [false, false],
  }
}

const cases = ROLES.flatMap((role) =>
  ACTIONS.map((action) => [role, action, ...EXPECTED[role][action]] as const),
)

test.each(cases)('%s may %s: in the own unit %s, in another %s', (role, action, own, other) => {
  const actor = { role, unitId: OWN }
  expect([mayAct(actor, action, OWN), mayAct(actor, action, OTHER)]).toEqual([own, other])
})

test.each(ROLES)('%s without a unit acts in a unit only where the role is of the whole house', (role) => {
  const allowed = ACTIONS.filter((action) => mayAct({ role, unitId: null }, action, OWN))
  expect(allowed).toEqual(PERMISSIONS[role].administer === 'everywhere' ? [...ACTIONS] : [])
})

test('the named questions ask the table', () => {
  const clerk = { role: 'clerk', unitId: OWN } as const
  const manager = { role: 'manager', unitId: OWN } as const
  const admin = { role: 'admin', unitId: null } as const
  expect([readsUnit(clerk, OWN), readsUnit(clerk, OTHER), readsAllUnits(clerk)]).toEqual([true, false, false])
  expect([mayWorkInUnit(clerk, OWN), mayManageUnit(clerk, OWN), administers(clerk)]).toEqual([
    true,
    false,
    false,
  ])
  expect([mayManageUnit(manager, OWN), mayManageUnit(manager, OTHER)]).toEqual([true, false])
  expect([readsAllUnits(admin), administers(admin), mayManageUnit(admin, OTHER)]).toEqual([true, true, true])
})

test('docs/roles.md shows this table', () => {
  const lines = readFileSync('docs/roles.md', 'utf8').split('\n')
  const cells = lines.map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  )
  const shown = cells.filter(([first]) => ROLES.some((role) => role === first))
  expect(shown).toEqual(ROLES.map((role) => [role, ...ACTIONS.map((action) => PERMISSIONS[role][action])]))
  expect(cells).toContainEqual(['role', ...ACTIONS])
})
