import { expect, test } from 'vitest'
import { isAllowedHost } from './isAllowedHost.ts'

test.each([
  ['ward.example', ['ward.example'], true],
  ['WARD.example:8443', ['ward.example'], true],
  ['evil.example', ['ward.example'], false],
  ['a.ward.example', ['.ward.example'], true],
  ['ward.example', ['.ward.example'], true],
  ['notward.example', ['.ward.example'], false],
  ['[::1]:3000', ['[::1]'], true],
  ['anything', [], true],
  ['two hosts', [], false],
  ['a@b', [], false],
  [undefined, [], false],
])('Host %s with %j allowed: %s', (header, allowed, expected) => {
  expect(isAllowedHost(header, allowed)).toBe(expected)
})
