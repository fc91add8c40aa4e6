import { expect, test } from 'vitest'
import type { SessionState } from './sessionDirectory.ts'
import { createSessionLookUp } from './sessionLookUp.ts'

const open = (id: string): SessionState => ({
  state: 'open',
  expiresAt: 1,
  actor: { userId: `user of ${id}`, sessionId: id, name: id },
})

function createDirectory() {
  const asked: string[][] = []
  const gates: { open: () => void; fail: () => void }[] = []
  return {
    asked,
    gates,
    find: (ids: readonly string[]) =>
      new Promise<ReadonlyMap<string, SessionState>>((resolve, reject) => {
        asked.push([...ids])
        const known = ids.filter((id) => id !== 'unknown')
        gates.push({
          open: () => resolve(new Map(known.map((id) => [id, open(id)]))),
          fail: () => reject(new Error('the database is away')),
        })
      }),
  }
}

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

test('sessions that are asked for in one turn are one query, each once, and everybody gets their own', async () => {
  const directory = createDirectory()
  const lookUp = createSessionLookUp(directory)
  const answers = Promise.all(['a', 'b', 'a', 'unknown'].map((id) => lookUp(id)))
  await turn()
  directory.gates[0]?.open()
  expect(await answers).toEqual([open('a'), open('b'), open('a'), undefined])
  expect(directory.asked).toEqual([['a', 'b', 'unknown']])
})

test('who asks while a query is under way is answered by the next one, not by what was read before', async () => {
  const directory = createDirectory()
  const lookUp = createSessionLookUp(directory)
  const first = lookUp('a')
  await turn()
  const second = Promise.all([lookUp('a'), lookUp('b')])
  await turn()
  expect(directory.asked).toEqual([['a']])
  directory.gates[0]?.open()
  await first
  await turn()
  expect(directory.asked).toEqual([['a'], ['a', 'b']])
  directory.gates[1]?.open()
  expect(await second).toEqual([open('a'), open('b')])
})

test('a query that fails fails those who waited for it, and the next one is asked all the same', async () => {
  const directory = createDirectory()
  const lookUp = createSessionLookUp(directory)
  const failing = lookUp('a')
  await turn()
  const next = lookUp('b')
  directory.gates[0]?.fail()
  await expect(failing).rejects.toThrow('the database is away')
  await turn()
  directory.gates[1]?.open()
  expect(await next).toEqual(open('b'))
})

test('a query has 500 sessions at most', async () => {
  const directory = createDirectory()
  const lookUp = createSessionLookUp(directory)
  const all = Promise.all(Array.from({ length: 501 }, (_, at) => lookUp(`s${at}`)))
  await turn()
  directory.gates[0]?.open()
  await turn()
  directory.gates[1]?.open()
  await all
  expect(directory.asked.map(({ length }) => length)).toEqual([500, 1])
})
