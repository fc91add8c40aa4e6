import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ROLES } from '../identity/contract.ts'
import { describePermissions } from './describePermissions.ts'

const rows = new Map(
  describePermissions()
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, name = '', ...cells]) => [name, cells.slice(0, ROLES.length)]),
)

test('docs/permissions.md is what the policy says: npm run permissions', () => {
  expect(readFileSync('docs/permissions.md', 'utf8')).toBe(describePermissions())
})

// In words of their own, so that the page cannot follow a policy that is wrong.
test.each([
  ['See a crate', 'all', 'own unit', 'own unit'],
  ['Keep retention rules', 'all', '–', '–'],
  ['Approve, reject or send back', 'all, others’', 'own unit, others’', '–'],
  ['Second yes to a destruction', 'all, others’', 'own unit, others’', '–'],
  ['Second yes after one’s own first', '–', '–', '–'],
  ['Receive or refuse a transfer to the unit', 'all, others’', 'own unit, others’', '–'],
  ['Return a withdrawal', 'all', 'own unit', 'own unit'],
  ['Cancel a request', 'all', 'own unit, and own', 'own'],
  ['Take a comment back', 'own', 'own', 'own'],
  ['Remove a file before the decision', 'all', 'own unit, and own', 'own'],
])('%s: the house %s, managers %s, staff %s', (name, house, manager, staff) => {
  expect(rows.get(name)).toEqual([house, house, manager, staff, staff, staff, staff, staff])
})
