import { expect, test } from 'vitest'
import { BroadcastRequest, isSafeLink } from './contract.ts'

test('[NOT-11] actions lead to paths of this site or to https addresses, and nowhere else', () => {
  for (const url of ['/archive', '/messages/1?m=2#x', 'https://intranet.example/lifts']) {
    expect(isSafeLink(url), url).toBe(true)
  }
  const unsafe = [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'http://evil.example',
    'https://me:secret@evil.example',
    'data:text/html,x',
    ' /archive',
    'java\nscript:alert(1)',
    '/\t/evil.example',
    'archive',
    '',
  ]
  for (const url of unsafe) expect(isSafeLink(url), JSON.stringify(url)).toBe(false)
})

test('[NOT-11] a broadcast is for one kind of audience', () => {
  const words = { severity: 'info', title: 'Lifts', message: 'Out' }
  const parses = (audience: unknown) => BroadcastRequest.safeParse({ ...words, audience }).success
  expect(parses({ everyone: true })).toBe(true)
  expect(parses({ role: 'nurse' })).toBe(true)
  expect(parses({ everyone: true, role: 'nurse' })).toBe(false)
  expect(parses({ everyone: false })).toBe(false)
  expect(parses({ user_ids: [] })).toBe(false)
  expect(parses({})).toBe(false)
})
