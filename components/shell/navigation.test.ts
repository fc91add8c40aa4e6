import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ACCOUNT_PLACE, crumbsOf, isAt, listAbove, PLACE_GROUPS, sheetOf } from './navigation'

const places = [...PLACE_GROUPS.flatMap((group) => group.places), ACCOUNT_PLACE]
const ID = '01a1fd36-fbe3-7015-a094-fa632262a45e'
const desk = join(import.meta.dirname, '../../app/(desk)')

test.each(places)('$label leads to a page that exists', ({ href }) => {
  const folder = join(desk, href)
  // A page may stand in a group, which is no part of its address.
  const groups = readdirSync(folder).filter((name) => name.startsWith('('))
  expect(['', ...groups].some((group) => existsSync(join(folder, group, 'page.tsx')))).toBe(true)
})

test('exactly one place is here', () => {
  const at = (pathname: string) => places.filter((place) => isAt(place, pathname)).map(({ href }) => href)
  expect(at('/')).toEqual(['/'])
  expect(at('/archive/crates/0193')).toEqual(['/archive/crates'])
  expect(at('/archive/cratesandmore')).toEqual([])
})

test('the breadcrumb names the group and the place', () => {
  expect(crumbsOf('/archive/requests/0193').map(({ label }) => label)).toEqual(['Archive', 'Requests'])
  expect(crumbsOf('/nowhere')).toEqual([])
})

test('Escape leads from a detail to its list, and from a list nowhere', () => {
  expect(listAbove(`/archive/requests/${ID}`)).toBe('/archive/requests')
  expect(listAbove('/archive/crates/import')).toBeNull()
  expect(listAbove('/archive/requests')).toBeNull()
  expect(listAbove('/account')).toBeNull()
  expect(listAbove('/')).toBeNull()
})

test('no two places have the same keys', () => {
  expect(new Set(places.map(({ keys }) => keys)).size).toBe(places.length)
})

test('lists can be printed, with or without an open detail; a sheet cannot', () => {
  expect(sheetOf('/archive/crates')).toBe('/archive/crates/print')
  expect(sheetOf(`/archive/requests/${ID}`)).toBe('/archive/requests/print')
  expect(sheetOf('/archive/crates/print')).toBeNull()
  expect(sheetOf('/account')).toBeNull()
})
