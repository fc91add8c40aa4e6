import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../platform/testing/createTestDatabase.ts'
import type { DeskActor } from '../../identity/contract.ts'
import { FILTERS_PER_LIST } from '../contract.ts'
import { createDesk, type Desk } from './createDesk.ts'
import type { ServiceCall } from '../../../platform/http/serviceCall.ts'

const NOBODY = { actorId: null, sessionId: null, changeId: null, address: null }

let base: TestDatabase
let desk: Desk
beforeAll(async () => {
  base = await createTestDatabase()
  desk = createDesk({
    database: base.database,
    names: { people: async () => [], numbers: async () => new Map() },
  })
})
afterAll(() => base[Symbol.asyncDispose]())

async function somebody(): Promise<ServiceCall<DeskActor>> {
  const actor: DeskActor = {
    userId: uuidv7(),
    sessionId: uuidv7(),
    name: 'Ada',
    email: `${uuidv7()}@wardline.test`,
    role: 'admin',
    unitId: null,
  }
  const { userId: id, email, name, role } = actor
  await base.database.inTransaction(NOBODY, async (tx) => {
    await tx.user.create({ data: { id, email, name, role, passwordHash: 'x' } })
  })
  return { actor, idempotency: null, stamp: { ...NOBODY, actorId: id } }
}

const input = (name: string, query = 'status=stored') => ({ list: 'crates', name, query }) as const

test('filters are kept, listed by name and list, renamed and deleted', async () => {
  const ada = await somebody()
  const second = await desk.filters.create(ada, input('Withdrawn', 'status=withdrawn'))
  const first = await desk.filters.create(ada, input('Basement', 'location=B'))
  await desk.filters.create(ada, { list: 'requests', name: 'Basement', query: 'open=true' })
  expect((await desk.filters.list(ada.actor, { list: 'crates' })).items).toEqual([first, second])
  expect((await desk.filters.list(ada.actor, {})).items).toHaveLength(3)
  const renamed = await desk.filters.rename(ada, first.id, { name: 'Cellar' })
  expect(renamed).toEqual({ ...first, name: 'Cellar' })
  await desk.filters.remove(ada, second.id)
  expect((await desk.filters.list(ada.actor, { list: 'crates' })).items).toEqual([renamed])
})

test('a name is taken once per list, and the same id twice makes one filter', async () => {
  const ada = await somebody()
  const once = { id: uuidv7(), ...input('Mine') }
  const mine = await desk.filters.create(ada, once)
  expect(await desk.filters.create(ada, once)).toEqual(mine)
  await expect(desk.filters.create(ada, { ...once, name: 'Other' })).rejects.toMatchObject({
    code: 'conflict',
  })
  const taken = { code: 'validation_failed', fields: { name: expect.any(String) } }
  await expect(desk.filters.create(ada, input('Mine'))).rejects.toMatchObject(taken)
  const other = await desk.filters.create(ada, input('Other'))
  await expect(desk.filters.rename(ada, other.id, { name: 'Mine' })).rejects.toMatchObject(taken)
})

test('of the same name kept several times at once one stands, and the others are told', async () => {
  const ada = await somebody()
  for (let round = 0; round < 5; round += 1) {
    const tries = await Promise.allSettled(
      Array.from({ length: 4 }, () => desk.filters.create(ada, input(`Once ${round}`))),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const each of tries) {
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'validation_failed' })
    }
  }
})

test('others, admins too, neither see nor change them', async () => {
  const [ada, root] = [await somebody(), await somebody()]
  const { id } = await desk.filters.create(ada, input('Private'))
  expect((await desk.filters.list(root.actor, {})).items).toEqual([])
  const hidden = { code: 'not_found', denied: true }
  await expect(desk.filters.rename(root, id, { name: 'Seen' })).rejects.toMatchObject(hidden)
  await expect(desk.filters.remove(root, id)).rejects.toMatchObject(hidden)
  await expect(desk.filters.remove(ada, uuidv7())).rejects.toMatchObject({ code: 'not_found' })
})

test('a list holds so many and no more', async () => {
  const ada = await somebody()
  const names = Array.from({ length: FILTERS_PER_LIST + 5 }, (_, index) => `Filter ${index}`)
  const tries = await Promise.allSettled(names.map((name) => desk.filters.create(ada, input(name))))
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(FILTERS_PER_LIST)
  await desk.filters.create(ada, { list: 'requests', name: 'Room elsewhere', query: '' })
})

test('what changes is announced to its owner alone', async () => {
  const ada = await somebody()
  const { id } = await desk.filters.create(ada, input('Announced'))
  const [row] = await base.query<{ after: object }>(
    `SELECT after FROM live_outbox WHERE model = 'SavedFilter' AND after ->> 'id' = $1`,
    [id],
  )
  expect(row?.after).toEqual({ id, userId: ada.actor.userId })
  const topics = desk.live.models['SavedFilter']?.topics({ id, userId: ada.actor.userId })
  expect(topics).toEqual([`user:${ada.actor.userId}`])
})
