import { expect, test } from 'vitest'
import type { ConnectionStatus } from '@/lib/realtime/client/connectionStatus.ts'
import { liveLook } from './liveLook'

const since = 1
const states: readonly ConnectionStatus[] = [
  { state: 'connecting', since },
  { state: 'live', since, connectionId: 'c', userId: 'u', degraded: [] },
  { state: 'syncing', since, retryAt: null },
  { state: 'polling', since, retryAt: null },
  { state: 'offline', since, retryAt: null, reason: 'unreachable' },
  { state: 'signed_out', since },
]
const looks = new Map(states.map((status) => [status.state, liveLook(status)]))

test('live, syncing and offline differ in shape and word, not in colour alone', () => {
  const shown = (['live', 'syncing', 'offline'] as const).map((state) => looks.get(state))
  expect(new Set(shown.map((look) => look?.shape)).size).toBe(3)
  expect(shown.map((look) => look?.label)).toEqual(['Live', 'Syncing', 'Offline'])
  expect(shown.map((look) => look?.tone)).toEqual(['green', 'amber', 'grey'])
})

test('what is not heard live may be out of date', () => {
  const stale = states.filter(({ state }) => looks.get(state)?.isStale).map(({ state }) => state)
  expect(stale).toEqual(['syncing', 'offline', 'signed_out'])
})
