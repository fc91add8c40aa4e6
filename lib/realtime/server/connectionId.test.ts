import { expect, test } from 'vitest'
import { createConnectionId } from './connectionId.ts'

test('[CON-4] ids are uuids of version 7, and each is greater than those before it, many in one millisecond', () => {
  const ids = Array.from({ length: 5_000 }, createConnectionId)
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
