import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LiveEvent } from '@/lib/realtime/client/liveEvent.ts'
import type { Notification } from '@/lib/domains/notifications/contract.ts'
import { followArrivals } from './followArrivals.ts'
import { createLine } from './testing/createLine.ts'

const NOW = Date.parse('2026-11-25T08:00:01.000Z')

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function follow() {
  let tell: (event: LiveEvent) => void = () => {}
  const arrivals: string[][] = []
  const settled: (string | null)[] = []
  const stop = followArrivals({
    client: {
      onEvent(listener) {
        tell = listener
        return () => {}
      },
    },
    userId: 'me',
    now: () => NOW,
    listener: {
      onArrivals: (lines) => arrivals.push(lines.map(({ id }) => id)),
      onSettled: (id) => settled.push(id),
    },
  })
  return { tell: (event: LiveEvent) => tell(event), arrivals, settled, stop }
}

const event = (change: Partial<LiveEvent>): LiveEvent => ({
  topic: 'user:me',
  seq: 1,
  entity: 'notification',
  action: 'created',
  id: 'x',
  data: {},
  timestamp: '2026-11-25T08:00:00.000Z',
  changeId: null,
  by: null,
  ...change,
})
const arrival = (line: Partial<Notification>, change: Partial<LiveEvent> = {}): LiveEvent =>
  event({ data: { ...createLine(line) }, ...change })

test('what comes together is told together, of a group only the newest', () => {
  const { tell, arrivals } = follow()
  tell(arrival({ id: 'a', group_key: 'waiting' }))
  tell(arrival({ id: 'b' }))
  tell(arrival({ id: 'c', group_key: 'waiting' }))
  expect(arrivals).toEqual([])
  vi.runAllTimers()
  expect(arrivals).toEqual([['b', 'c']])
})

test('nothing is said of what one did oneself, has read, hears without its words, or missed while away', () => {
  const { tell, arrivals } = follow()
  tell(arrival({ by: { id: 'me', name: 'Me' } }))
  tell(arrival({ read: true }))
  tell(event({ data: { id: 'x', notification_type: 'mention' } }))
  tell(event({ id: null, data: { bulk: 300 } }))
  tell(arrival({}, { timestamp: '2026-11-25T07:58:00.000Z' }))
  tell(arrival({}, { action: 'updated' }))
  vi.runAllTimers()
  expect(arrivals).toEqual([])
})

test('a mark settles its notification, reading all settles them all, and unread again settles nothing', () => {
  const { tell, settled } = follow()
  tell(
    event({ entity: 'notification_mark', data: { notification_id: 'a', read_at: '2026-11-25T08:00:00Z' } }),
  )
  tell(event({ entity: 'notification_mark', data: { notification_id: 'b', read_at: null } }))
  tell(event({ entity: 'notification_reader', data: { read_up_to: 7 } }))
  expect(settled).toEqual(['a', '', null])
})

test('after the end nothing is told', () => {
  const { tell, arrivals, stop } = follow()
  tell(arrival({}))
  stop()
  vi.runAllTimers()
  expect(arrivals).toEqual([])
})
