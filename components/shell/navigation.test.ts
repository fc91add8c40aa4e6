import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ACCOUNT_PLACE, crumbsOf, isAt, PLACE_GROUPS } from './navigation'

const places = [...PLACE_GROUPS.flatMap((group) => group.places), ACCOUNT_PLACE]
const desk = join(import.meta.dirname, '../../app/(desk)')

test.each(places)('$label leads to a page that exists', ({ href }) => {
  expect(existsSync(join(desk, href, 'page.tsx'))).toBe(true)
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
