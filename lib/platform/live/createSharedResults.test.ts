import { expect, test } from 'vitest'
import type { Cursor } from '../../realtime/protocol/cursor.ts'
import { createFakeClock } from '../../realtime/testing/fakeClock.ts'
import { createSharedResults, type SharedOutcome, type SharedRead } from './createSharedResults.ts'

const UNIT = 'unit:a'

function setUp() {
  const clock = createFakeClock()
  const places = new Map<string, Cursor>([[UNIT, { epoch: 'e', seq: 5 }]])
  const outcomes: SharedOutcome[] = []
  const followed = new Set<string>()
  const shared = createSharedResults({
    placeOf(topic, follow) {
      if (follow) followed.add(topic)
      return places.get(topic) ?? null
    },
    clock,
    count: (outcome) => outcomes.push(outcome),
  })
  let asked = 0
  const read = (over: Partial<SharedRead<number>> = {}): SharedRead<number> => ({
    query: 'rows',
    parameters: { limit: 1 },
    readers: 'all',
    topics: [UNIT],
    run: () => Promise.resolve((asked += 1)),
    ...over,
  })
  const heard = (seq: number, more: [string, Cursor][] = []) =>
    new Map<string, Cursor>([[UNIT, { epoch: 'e', seq }], ...more])
  return { clock, places, outcomes, followed, shared, read, heard }
}

test('a thousand who ask the same get one answer', async () => {
  const { shared, read, heard, outcomes } = setUp()
  const answers = await Promise.all(Array.from({ length: 1_000 }, () => shared.for(heard(5))(read())))
  expect(new Set(answers)).toEqual(new Set([1]))
  expect(outcomes.filter((outcome) => outcome === 'led')).toHaveLength(1)
})

test('an answer is shared for a second and no longer, whoever asks meanwhile', async () => {
  const { shared, read, heard, clock } = setUp()
  const ask = () => shared.for(heard(5))(read())
  expect(await ask()).toBe(1)
  clock.advance(900)
  expect(await ask()).toBe(1)
  clock.advance(100)
  expect(await ask()).toBe(2)
})

test('nothing is shared across queries, parameters or rights', async () => {
  const { shared, read, heard } = setUp()
  const ask = (over: Partial<SharedRead<number>>) => shared.for(heard(5))(read(over))
  const answers = await Promise.all([
    ask({}),
    ask({ query: 'others' }),
    ask({ parameters: { limit: 2 } }),
    ask({ readers: { unitId: 'a' } }),
    ask({ readers: { unitId: 'b' } }),
  ])
  expect(answers).toEqual([1, 2, 3, 4, 5])
})

test('an event of any topic that is read, or that the reader named, makes the next answer a new one', async () => {
  const { shared, read, heard, places } = setUp()
  places.set('item:x', { epoch: 'e', seq: 1 })
  const ask = () => shared.for(heard(5, [['item:x', { epoch: 'e', seq: 1 }]]))(read())
  expect(await ask()).toBe(1)
  places.set('item:x', { epoch: 'e', seq: 2 })
  expect(await ask()).toBe(2)
  places.set(UNIT, { epoch: 'e', seq: 6 })
  expect(await ask()).toBe(3)
  places.set(UNIT, { epoch: 'e', seq: 5 })
  places.set('item:x', { epoch: 'e', seq: 1 })
  expect(await ask()).toBe(1)
})

test.each<[string, ReadonlyMap<string, Cursor> | null]>([
  ['says nothing of what it has heard', null],
  ['has heard more than this process', new Map([[UNIT, { epoch: 'e', seq: 6 }]])],
  ['has heard another history', new Map([[UNIT, { epoch: 'f', seq: 5 }]])],
  ['does not hear a topic that is read', new Map([['unit:b', { epoch: 'e', seq: 1 }]])],
  [
    'hears one more of which this process knows nothing',
    new Map([
      [UNIT, { epoch: 'e', seq: 5 }],
      ['item:unknown', { epoch: 'e', seq: 1 }],
    ]),
  ],
])('a read that %s goes past what others were answered', async (_why, heard) => {
  const { shared, read, heard: knows, outcomes, followed } = setUp()
  expect(await shared.for(knows(5))(read())).toBe(1)
  expect(await shared.for(heard)(read())).toBe(2)
  expect(outcomes).toEqual(['led', 'alone'])
  expect([...followed]).toEqual([UNIT])
})

test('where the topics’ place is not known yet, reads go alone', async () => {
  const { shared, read, heard, places, outcomes } = setUp()
  places.clear()
  await shared.for(heard(5))(read())
  places.set(UNIT, { epoch: 'e', seq: 5 })
  await shared.for(heard(5))(read())
  expect(outcomes).toEqual(['alone', 'led'])
})

test('a failure is told to those who wait for it, and to nobody after', async () => {
  const { shared, read, heard } = setUp()
  const fails = read({ run: () => Promise.reject(new Error('away')) })
  const waiting = [shared.for(heard(5))(fails), shared.for(heard(5))(fails)]
  const results = await Promise.allSettled(waiting)
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await shared.for(heard(5))(read())).toBe(1)
})
