import { expect, test } from 'vitest'
import type { Actor } from '../../realtime/server/actor.ts'
import { createFakeClock } from '../../realtime/testing/fakeClock.ts'
import { createRecentSessions } from './createRecentSessions.ts'
import type { SessionState } from './sessionDirectory.ts'

const idsTo = (count: number) => Array.from({ length: count }, (_, n) => `s${n}`)

function setUp(around: readonly string[] = []) {
  const clock = createFakeClock()
  const open = new Set(idsTo(5_000))
  const asked: string[][] = []
  let hold: Promise<void> = Promise.resolve()
  const recent = createRecentSessions<Actor>({
    sessions: {
      async find(ids) {
        asked.push([...ids])
        // Read when the query is sent.
        const found = new Map(ids.map((id) => [id, stateOf(id)]))
        await hold
        return found
      },
    },
    around: () => around,
    clock,
  })
  function stateOf(id: string): SessionState {
    if (!open.has(id)) return { state: 'revoked' }
    return {
      state: 'open',
      actor: { userId: `u-${id}`, sessionId: id, name: id },
      expiresAt: clock.now() + 60_000,
    }
  }
  const stateNow = async (id: string) => (await recent.find([id])).get(id)?.state
  return {
    clock,
    open,
    asked,
    recent,
    stateNow,
    /** Queries are sent, and answered when the returned function is called. */
    holdAnswers() {
      let answer = () => {}
      hold = new Promise((resolve) => {
        answer = resolve
      })
      return () => answer()
    },
  }
}

test('an answer counts for a second; an end that nobody told of counts after it', async () => {
  const { clock, open, asked, stateNow } = setUp()
  expect(await stateNow('s1')).toBe('open')
  open.delete('s1')
  clock.advance(999)
  expect(await stateNow('s1')).toBe('open')
  clock.advance(1)
  expect(await stateNow('s1')).toBe('revoked')
  expect(asked).toEqual([['s1'], ['s1']])
})

test('what was told to be forgotten is asked for anew at once, past a query that is under way', async () => {
  const { open, recent, stateNow, holdAnswers } = setUp()
  expect(await stateNow('s1')).toBe('open')
  open.delete('s1')
  recent.forget()
  expect(await stateNow('s1')).toBe('revoked')

  const answer = holdAnswers()
  const before = stateNow('s2')
  await Promise.resolve()
  open.delete('s2')
  recent.forget()
  const after = stateNow('s2')
  answer()
  expect(await before).toBe('open')
  expect(await after).toBe('revoked')
  expect(await stateNow('s2')).toBe('revoked')
})

test('a session whose time runs out within the second is expired', async () => {
  const clock = createFakeClock()
  const actor = { userId: 'u', sessionId: 's', name: 'n' }
  const state = { state: 'open', actor, expiresAt: clock.now() + 10 } as const
  const recent = createRecentSessions({
    sessions: { find: async () => new Map([['s', state]]) },
    around: () => [],
    clock,
  })
  expect((await recent.find(['s'])).get('s')?.state).toBe('open')
  clock.advance(10)
  expect((await recent.find(['s'])).get('s')?.state).toBe('expired')
})

test('a thousand people who come one after the other cost a handful of queries', async () => {
  const ids = idsTo(1_000)
  const { asked, stateNow } = setUp(ids)
  for (const id of ids) expect(await stateNow(id)).toBe('open')
  expect(asked.map(({ length }) => length)).toEqual([1, 1, 1, 1, 996])
})

test('those who come while a query is under way share the next', async () => {
  const { asked, stateNow, holdAnswers } = setUp()
  const answer = holdAnswers()
  const all = idsTo(50).map(stateNow)
  await Promise.resolve()
  const more = ['s60', 's61'].map(stateNow)
  answer()
  expect(new Set(await Promise.all([...all, ...more]))).toEqual(new Set(['open']))
  expect(asked.map(({ length }) => length)).toEqual([50, 2])
})

test('no query asks for more than two thousand', async () => {
  const { asked, stateNow } = setUp(idsTo(5_000))
  for (const id of idsTo(5)) await stateNow(id)
  expect(asked.at(-1)).toHaveLength(2_000)
})

test('a database that is away is said to all who wait, and tried again by the next', async () => {
  let isAway = true
  const recent = createRecentSessions({
    sessions: {
      find: () => (isAway ? Promise.reject(new Error('away')) : Promise.resolve(new Map())),
    },
    around: () => [],
    clock: createFakeClock(),
  })
  const tried = await Promise.allSettled([recent.find(['a']), recent.find(['b'])])
  expect(tried.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  isAway = false
  expect((await recent.find(['a'])).size).toBe(0)
})
