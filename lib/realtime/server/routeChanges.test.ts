import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CapturedChange, CapturedRow, LiveDomain } from './liveDomain.ts'
import type { RoutedEvent } from './logEntry.ts'
import { BULK_LIMIT } from './mergeBulk.ts'
import { createRouter, UnknownModelError } from './routeChanges.ts'

interface Row extends CapturedRow {
  readonly unit: string
  readonly state: string
}

const domain: Pick<LiveDomain, 'models' | 'topics' | 'name'> = {
  name: 'store',
  models: {
    Box: {
      entity: 'box',
      route: ['unit'],
      signal: { state: 'state' },
      topics: (row) => {
        if (row['state'] === 'broken') throw new Error('no route')
        return [`unit:${(row as Row).unit}`, 'units']
      },
      expander: 'box',
    },
    Key: {
      entity: 'key',
      route: ['unit'],
      signal: {},
      topics: (row) => [`user:${row.id}`, `unit:${(row as Row).unit}`],
      revokes: (before, after) => (after === null && before !== null ? { userId: before.id } : null),
    },
  },
  topics: {
    'unit:{unitId}': { maySubscribe: () => true },
    units: { maySubscribe: () => true },
  },
}
const route = createRouter([domain])
const box = (unit: string, state = 'new', id = 'b1'): Row => ({ id, unit, state })
let outboxId = 0
const change = (before: Row | null, after: Row | null, model = 'Box'): CapturedChange => ({
  outboxId: String((outboxId += 1)),
  model,
  before,
  after,
  timestamp: '2026-11-21T08:00:00.000Z',
  changeId: 'c1',
  actorId: 'ada',
})
const short = (events: readonly RoutedEvent[]) => events.map((event) => `${event.topic} ${event.action}`)

describe('moves', () => {
  test('[RLY-3] an insert is created in its topics, with the signals', () => {
    const { events } = route([change(null, box('a'))])
    expect(short(events)).toEqual(['unit:a created', 'units created'])
    expect(events[0]).toMatchObject({
      entity: 'box',
      data: { id: 'b1', state: 'new' },
      changeId: 'c1',
      actorId: 'ada',
      expander: 'box',
    })
  })

  test('[RLY-3] a row that moves is deleted where it was, created where it is, updated where it stays', () => {
    const { events } = route([change(box('a', 'old'), box('b', 'new'))])
    expect(short(events)).toEqual(['unit:a deleted', 'unit:b created', 'units updated'])
    expect(events.map((event) => event.data['state'])).toEqual(['old', 'new', 'new'])
    expect(events[0]?.expander).toBeNull()
  })

  test('[RLY-3] another id is another row', () => {
    const { events } = route([change(box('a', 'new', 'b1'), box('a', 'new', 'b2'))])
    expect(short(events)).toEqual(['unit:a deleted', 'units deleted', 'unit:a created', 'units created'])
  })

  test('[RLY-3] every topic of the row before or after hears of the change exactly once', () => {
    const state = fc.option(
      fc.record({ unit: fc.constantFrom('a', 'b', 'c'), state: fc.constantFrom('x', 'y') }),
    )
    fc.assert(
      fc.property(state, state, (before, after) => {
        const rows = [before, after].map((row) => (row === null ? null : { id: 'b1', ...row }))
        const { events } = route([change(rows[0] ?? null, rows[1] ?? null)])
        const wanted = new Set(rows.flatMap((row) => (row === null ? [] : [`unit:${row.unit}`, 'units'])))
        expect(events.map((event) => event.topic).toSorted()).toEqual([...wanted].toSorted())
      }),
    )
  })
})

describe('revocations', () => {
  test('[RLY-4] ride on the first event of their change', () => {
    const { events } = route([change(box('a'), null, 'Key')])
    expect(events.map((event) => event.revocation)).toEqual([{ userId: 'b1' }, null])
  })

  test('[RLY-4] none is lost in a bulk', () => {
    const changes = Array.from({ length: 500 }, (_, n) => change(box('a', '', `u${n % 2}`), null, 'Key'))
    const { events } = route(changes)
    expect(events.filter((event) => event.revocation !== null)).toHaveLength(500)
    expect(events.filter((event) => event.topic === 'unit:a')).toHaveLength(1)
  })
})

describe('bulk', () => {
  const many = (count: number, unit = 'a') =>
    Array.from({ length: count }, (_, n) => change(null, box(unit, 'new', `b${n}`)))

  test('[RLY-5] up to the limit every change is told', () => {
    expect(route(many(BULK_LIMIT)).events).toHaveLength(2 * BULK_LIMIT)
  })

  test('[RLY-5] beyond it a topic gets one event with the number', () => {
    const { events } = route([...many(BULK_LIMIT + 1), ...many(3, 'b')])
    const bulk = events.filter((event) => 'bulk' in event.data)
    expect(bulk.map((event) => [event.topic, event.data, event.action])).toEqual([
      ['unit:a', { bulk: BULK_LIMIT + 1 }, 'created'],
      ['units', { bulk: BULK_LIMIT + 4 }, 'created'],
    ])
    expect(short(events).filter((event) => event.startsWith('unit:b'))).toHaveLength(3)
  })

  test('[RLY-5] it tells of an action only what all of them were', () => {
    const { events } = route([...many(BULK_LIMIT), change(box('a'), box('a', 'moved'))])
    expect(events.map(({ topic, action }) => [topic, action])).toEqual([
      ['unit:a', 'updated'],
      ['units', 'updated'],
    ])
  })

  test('[RLY-5] each entity of the topic has its own', () => {
    const keys = Array.from({ length: 3 }, (_, n) => change(null, box('a', 'new', `k${n}`), 'Key'))
    const { events } = route([...many(BULK_LIMIT), ...keys])
    const told = events.filter(({ topic }) => topic === 'unit:a').map(({ entity, data }) => [entity, data])
    expect(told).toEqual([
      ['box', { bulk: BULK_LIMIT }],
      ['key', { bulk: 3 }],
    ])
  })

  test('[RLY-11] names an actor only where all of it is theirs', () => {
    const ours = many(BULK_LIMIT + 1)
    const theirs = many(1, 'b').map((each) => ({ ...each, actorId: 'ben' }))
    const { events } = route([...ours, ...theirs])
    expect(events.map(({ topic, actorId }) => [topic, actorId])).toEqual([
      ['unit:a', 'ada'],
      ['unit:b', 'ben'],
      ['units', null],
    ])
  })
})

describe('what cannot be routed', () => {
  test('[RLY-6] becomes a dead letter, and the topics that it may have meant are reset', () => {
    const bad = change(box('a'), box('b', 'broken'))
    const { events, deadLetters } = route([change(null, box('c')), bad])
    expect(deadLetters).toEqual([{ change: bad, error: 'no route' }])
    expect(events.filter((event) => event.kind === 'reset').every((event) => event.actorId === null)).toBe(
      true,
    )
    const resets = events.filter((event) => event.kind === 'reset').map((event) => event.topic)
    expect(resets).toEqual(expect.arrayContaining(['unit:a', 'unit:b', 'units']))
    expect(short(events)).toEqual(expect.arrayContaining(['unit:c created', 'units created']))
  })

  test('[RLY-6] a row that lacks a declared field, or names no topic, is one', () => {
    expect(route([change(null, { id: 'b1', state: 'new' } as unknown as Row)]).deadLetters).toHaveLength(1)
    expect(route([change(null, box('not a topic'))]).deadLetters).toHaveLength(1)
  })

  test('[RLY-6] a batch resets a topic once', () => {
    const { events } = route(Array.from({ length: 5 }, () => change(null, box('a', 'broken'))))
    expect(events.filter((event) => event.topic === 'units')).toHaveLength(1)
  })

  test('[RLY-7] a model that no domain knows stops the batch', () => {
    expect(() => route([change(null, box('a'), 'Newer')])).toThrow(UnknownModelError)
  })
})
