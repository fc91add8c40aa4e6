import { expect, test } from 'vitest'
import { isLoopback } from './clientAddress.ts'

test('loopback is told in both families, mapped ones included', () => {
  expect(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'].map(isLoopback)).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect(['10.0.0.1', '', 'localhost'].map(isLoopback)).toEqual([false, false, false])
})
