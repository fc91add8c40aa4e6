import { expect, test } from 'vitest'
import { createMemoryRows } from '../testing/createMemoryRows.ts'
import { createSealedDraft } from './createSealedDraft.ts'
import { createSealedStore } from './createSealedStore.ts'

const DAY_MS = 24 * 60 * 60 * 1000

function setUp() {
  const memory = createMemoryRows()
  let now = 0
  const open = (userId: string) =>
    createSealedStore({ rows: memory.of(userId), crypto, userId, now: () => now })
  return { memory, open, later: (ms: number) => void (now += ms) }
}

test('what is kept can be read again, by id, and stands nowhere in what is stored', async () => {
  const { memory, open } = setUp()
  await open('ann').put('message', 'b', { words: 'zqplanted' })
  await open('ann').put('message', 'a', { words: 'first' })
  expect(await open('ann').list('message')).toEqual([
    { id: 'a', value: { words: 'first' } },
    { id: 'b', value: { words: 'zqplanted' } },
  ])
  const stored = [...memory.rows.values()].map(({ sealed }) => Buffer.from(sealed).toString('latin1'))
  expect(stored).toHaveLength(2)
  expect(stored.join()).not.toContain('zqplanted')
})

test('the key cannot be taken out of the browser', async () => {
  const { memory, open } = setUp()
  await open('ann').put('message', 'a', 1)
  const key = memory.keys.get('ann')
  if (!key) throw new Error('there is no key')
  expect(key.extractable).toBe(false)
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
})

test('a row that was moved to another id, or changed, is not believed', async () => {
  const { memory, open } = setUp()
  await open('ann').put('message', 'a', 'words')
  const [row] = memory.rows.values()
  if (!row) throw new Error('nothing was stored')
  await memory.of('ann').put('message', { ...row, id: 'moved' })
  const bytes = new Uint8Array(row.sealed)
  bytes.set([(bytes[0] ?? 0) ^ 1])
  expect(await open('ann').list('message')).toEqual([])
})

test('nobody reads what somebody else wrote, and what is a week old is forgotten', async () => {
  const { open, later } = setUp()
  await open('ann').put('message', 'a', 'words')
  expect(await open('ben').list('message')).toEqual([])
  later(8 * DAY_MS)
  expect(await open('ann').list('message')).toEqual([])
})

test('what another tab removed does not come back by a change', async () => {
  const { open } = setUp()
  const store = open('ann')
  await store.put('message', 'a', 1)
  await store.replace('message', 'a', 2)
  expect(await store.list('message')).toEqual([{ id: 'a', value: 2 }])
  await store.remove('message', 'a')
  await store.replace('message', 'a', 3)
  expect(await store.list('message')).toEqual([])
})

test('of a draft the last words are kept, and none once it is empty', async () => {
  const { open } = setUp()
  const draft = createSealedDraft(open('ann'), 'c1')
  draft.write('w')
  draft.write('words')
  expect(await createSealedDraft(open('ann'), 'c2').read()).toBe('')
  expect(await draft.read()).toBe('words')
  draft.write(' ')
  expect(await draft.read()).toBe('')
  expect(await createSealedDraft(null, 'c1').read()).toBe('')
})
