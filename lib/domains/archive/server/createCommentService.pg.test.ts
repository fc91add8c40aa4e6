import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestArchive, type TestArchive } from '../testing/createTestArchive.ts'

let hospital: TestArchive
beforeAll(async () => {
  hospital = await createTestArchive()
})
afterAll(() => hospital[Symbol.asyncDispose]())

const transfer = () => hospital.request({ kind: 'transfer', to_unit_id: hospital.units.radiology })

test('both units of a transfer talk about it, in the order in which they spoke', async () => {
  const { archive, as, person } = hospital
  const { id } = await transfer()
  const first = await archive.comments.create(as('abe'), id, { body: 'On which shelf?' })
  const second = await archive.comments.create(as('rob'), id, { body: 'B2.' })
  expect(first).toMatchObject({ author: { name: 'abe' }, body: 'On which shelf?' })
  for (const name of ['ada', 'ria', 'root'] as const) {
    expect(await archive.comments.list(person(name), id)).toEqual({ items: [first, second] })
  }
  expect((await archive.requests.get(person('ada'), id)).comment_count).toBe(2)
})

test('talking changes nothing of the request: whoever edits it meanwhile saves', async () => {
  const { archive, as, person } = hospital
  const request = await hospital.request()
  await archive.comments.create(as('abe'), request.id, { body: 'Hm.' })
  const { comment_count: count, ...now } = await archive.requests.get(person('ada'), request.id)
  expect({ ...now, comment_count: 0 }).toEqual(request)
  expect(count).toBe(1)
  expect(
    await archive.requests.update(as('ada'), request.id, { version: request.version, reason: 'Saved' }),
  ).toMatchObject({ version: 2 })
})

test('a closed request is still talked about', async () => {
  const { archive, as } = hospital
  const done = await hospital.decide('max', await hospital.request(), 'reject')
  expect(await archive.comments.create(as('ada'), done.id, { body: 'A pity.' })).toMatchObject({
    body: 'A pity.',
  })
})

test('strangers neither hear nor speak nor take back', async () => {
  const { archive, as, person } = hospital
  const { id } = await hospital.request()
  const comment = await archive.comments.create(as('ada'), id, { body: 'Ours.' })
  const hidden = { code: 'not_found', denied: true }
  await expect(archive.comments.list(person('rob'), id)).rejects.toMatchObject(hidden)
  await expect(archive.comments.create(as('eve'), id, { body: 'x' })).rejects.toMatchObject(hidden)
  await expect(archive.comments.remove(as('ria'), id, comment.id)).rejects.toMatchObject(hidden)
  await expect(archive.comments.list(person('ada'), uuidv7())).rejects.toMatchObject({ code: 'not_found' })
})

test('authors take their own words back, nobody else does, and only where they stand', async () => {
  const { archive, as, person } = hospital
  const { id } = await hospital.request()
  const other = await hospital.request()
  const comment = await archive.comments.create(as('abe'), id, { body: 'Wrong request.' })
  for (const name of ['ada', 'max', 'root'] as const) {
    await expect(archive.comments.remove(as(name), id, comment.id)).rejects.toMatchObject({
      code: 'forbidden',
    })
  }
  await expect(archive.comments.remove(as('abe'), other.id, comment.id)).rejects.toMatchObject({
    code: 'not_found',
  })
  await archive.comments.remove(as('abe'), id, comment.id)
  expect(await archive.comments.list(person('abe'), id)).toEqual({ items: [] })
})

test('the same id twice is one comment; a stranger’s id is taken', async () => {
  const { archive, as, person } = hospital
  const { id: requestId } = await hospital.request()
  const input = { id: uuidv7(), body: 'Once.' }
  const said = await archive.comments.create(as('abe'), requestId, input)
  expect(await archive.comments.create(as('abe'), requestId, input)).toEqual(said)
  await expect(archive.comments.create(as('ada'), requestId, input)).rejects.toMatchObject({
    code: 'conflict',
  })
  expect((await archive.comments.list(person('ada'), requestId)).items).toHaveLength(1)
})

test('comments wait for no decision that is under way', async () => {
  const { archive, as, database } = hospital
  const { id } = await hospital.request()
  const nobody = { actorId: null, sessionId: null, changeId: null, address: null }
  await database.inTransaction(nobody, async (tx) => {
    await tx.$queryRaw`SELECT id FROM archive_requests WHERE id = ${id}::uuid FOR NO KEY UPDATE`
    expect(await archive.comments.create(as('abe'), id, { body: 'Meanwhile.' })).toMatchObject({
      body: 'Meanwhile.',
    })
  })
})
