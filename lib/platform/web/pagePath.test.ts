import { expect, test } from 'vitest'
import { returnPath } from './pagePath.ts'

test.each([
  ['/archive/crates?status=stored#top', '/archive/crates?status=stored#top'],
  ['/account', '/account'],
  ['/', '/'],
])('%s leads back to itself', (wanted, path) => {
  expect(returnPath(wanted)).toBe(path)
})

test.each([
  [null],
  [undefined],
  [''],
  ['https://elsewhere.example/'],
  ['//elsewhere.example/'],
  ['/\\elsewhere.example/'],
  ['/\t/elsewhere.example/'],
  ['\\\\elsewhere.example/'],
  ['javascript:alert(1)'],
  ['archive/crates'],
  ['/sign-in?callbackUrl=/sign-in'],
  ['/api/auth/signout'],
  ['/x/../sign-in'],
])('%s leads home', (wanted) => {
  expect(returnPath(wanted)).toBe('/')
})

test('a path that only begins like another page is left alone', () => {
  expect(returnPath('/sign-in-book')).toBe('/sign-in-book')
})

test('what looks like another host after normalising stays on this site', () => {
  expect(new URL(returnPath('/.//elsewhere.example/'), 'http://site.test').host).toBe('site.test')
})
