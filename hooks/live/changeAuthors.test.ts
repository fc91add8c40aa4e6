import { expect, test } from 'vitest'
import type { LiveEvent } from '@/lib/realtime/client/liveEvent.ts'
import { createChangeAuthors } from './changeAuthors.ts'

const event = (id: string | null, version: number | null, by: string | null): LiveEvent => ({
  topic: 'unit:a',
  seq: 1,
  entity: 'crate',
  action: 'updated',
  id,
  data: version === null ? {} : { version },
  timestamp: '2026-11-21T08:00:00.000Z',
  changeId: null,
  by,
})

test('knows who made which version, and nothing of the others', () => {
  const authors = createChangeAuthors()
  authors.note(event('c1', 2, 'ada'))
  authors.note(event('c1', 3, 'ben'))
  authors.note(event('c2', 1, null))
  authors.note(event('c3', null, 'ada'))
  authors.note(event(null, 4, 'ada'))
  expect([authors.of('c1', 2), authors.of('c1', 3), authors.of('c1', 4)]).toEqual(['ada', 'ben', null])
  expect([authors.of('c2', 1), authors.of('c3', 1)]).toEqual([null, null])
})

test('forgets the oldest first, and never grows without end', () => {
  const authors = createChangeAuthors()
  for (let version = 1; version <= 2_001; version += 1) authors.note(event('c1', version, 'ada'))
  expect([authors.of('c1', 1), authors.of('c1', 2), authors.of('c1', 2_001)]).toEqual([null, 'ada', 'ada'])
})
