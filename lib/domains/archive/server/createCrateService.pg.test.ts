import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestArchive, type TestArchive } from '../testing/createTestArchive.ts'

let hospital: TestArchive
beforeAll(async () => {
  hospital = await createTestArchive({ poolSize: 10 })
})
afterAll(() => hospital[Symbol.asyncDispose]())

const PAGE = { limit: 50 }

test('a crate is registered in the own unit, stored, with a number of this year', async () => {
  const crate = await hospital.archive.crates.create(hospital.as('ada'), { label: 'Charts', location: 'B1' })
  expect(crate).toMatchObject({
    unit: { id: hospital.units.surgery },
    status: 'stored',
    version: 1,
    open_request: null,
  })
  expect(crate.number).toMatch(/^CR-\d{4}-\d{3,}$/)
})

test('nobody registers in another unit, and people without a unit say which', async () => {
  const { archive, as, units } = hospital
  const input = { label: 'Charts', location: 'B1' }
  await expect(
    archive.crates.create(as('ada'), { ...input, unit_id: units.radiology }),
  ).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(archive.crates.create(as('root'), input)).rejects.toMatchObject({
    code: 'validation_failed',
    fields: { unit_id: expect.any(String) },
  })
  await expect(archive.crates.create(as('root'), { ...input, unit_id: uuidv7() })).rejects.toMatchObject({
    fields: { unit_id: expect.any(String) },
  })
})

test('the same id twice makes one crate, and somebody else cannot take it', async () => {
  const { archive, as } = hospital
  const input = { id: uuidv7(), label: 'Once', location: 'B1' }
  const first = await archive.crates.create(as('ada'), input)
  expect(await archive.crates.create(as('ada'), input)).toEqual(first)
  await expect(archive.crates.create(as('rob'), input)).rejects.toMatchObject({
    code: 'conflict',
    current: undefined,
  })
})

test('a key used twice makes one crate', async () => {
  const { archive, as } = hospital
  const call = as('ada')
  const idempotency = { userId: call.actor.userId, key: uuidv7(), requestHash: 'same', status: 201 }
  const input = { label: 'Keyed', location: 'B1' }
  const first = await archive.crates.create({ ...call, idempotency }, input)
  const second = await archive.crates.create({ ...call, idempotency }, input)
  expect(second).toEqual(first)
})

test('fifty crates registered at once have fifty numbers', async () => {
  const crates = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      hospital.archive.crates.create(hospital.as(index % 2 ? 'ada' : 'rob'), {
        label: `${index}`,
        location: 'B1',
      }),
    ),
  )
  expect(new Set(crates.map(({ number }) => number)).size).toBe(50)
})

test('a number has three digits at least, and its year is the site’s', async () => {
  await using later = await createTestArchive({ now: () => Date.parse('2030-12-31T23:30:00Z') })
  const first = await later.crate()
  await later.query(`UPDATE number_series SET last = 999 WHERE prefix = 'CR'`)
  const thousandth = await later.crate()
  expect([first.number, thousandth.number]).toEqual(['CR-2031-001', 'CR-2031-1000'])
  const { items } = await later.archive.crates.list(later.person('ada'), PAGE)
  expect(items.map(({ number }) => number)).toEqual(['CR-2031-1000', 'CR-2031-001'])
})

test('a change needs the version that was seen', async () => {
  const { archive, as, crate } = hospital
  const { id } = await crate()
  await expect(archive.crates.update(as('ada'), id, { location: 'B2' })).rejects.toMatchObject({
    code: 'version_required',
  })
  const moved = await archive.crates.update(as('ada'), id, { version: 1, location: 'B2' })
  expect(moved).toMatchObject({ location: 'B2', version: 2 })
  await expect(archive.crates.update(as('abe'), id, { version: 1, location: 'B3' })).rejects.toMatchObject({
    code: 'conflict',
    current: moved,
  })
})

test('of two who change at the same instant one wins, and the other is shown what stands', async () => {
  const { archive, as, crate } = hospital
  const { id } = await crate()
  const results = await Promise.allSettled(
    (['ada', 'abe'] as const).map((name) =>
      archive.crates.update(as(name), id, { version: 1, location: name }),
    ),
  )
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const lost = results.find((result) => result.status === 'rejected')
  const won = results.find((result) => result.status === 'fulfilled')
  expect(lost?.reason).toMatchObject({ code: 'conflict', current: won?.value })
})

test('saving what stands already changes nothing', async () => {
  const { archive, as, crate } = hospital
  const before = await crate()
  const { label, location } = before
  expect(await archive.crates.update(as('ada'), before.id, { version: 1, label, location })).toEqual(before)
})

test('strangers find no crate: not in lists, not by id, not to write', async () => {
  const { archive, as, person, crate, units } = hospital
  const { id } = await crate('surgery')
  const rob = person('rob')
  await expect(archive.crates.get(rob, id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(archive.crates.update(as('rob'), id, { version: 1, location: 'x' })).rejects.toMatchObject({
    code: 'not_found',
    denied: true,
  })
  await expect(archive.crates.remove(as('eve'), id)).rejects.toMatchObject({ code: 'not_found' })
  expect((await archive.crates.list(rob, { ...PAGE, ids: [id] })).items).toEqual([])
  expect((await archive.crates.list(rob, { ...PAGE, unit_id: units.surgery })).items).toEqual([])
  const seen = await archive.crates.list(rob, { limit: 100 })
  expect(new Set(seen.items.map(({ unit }) => unit.id))).toEqual(new Set([units.radiology]))
  expect((await archive.crates.list({ ...rob, unitId: null }, PAGE)).items).toEqual([])
})

test('only a withdrawn crate is put back, and requests alone set the other states', async () => {
  const { archive, as, request, decide } = hospital
  const asked = await request()
  const id = asked.crates[0]?.id ?? ''
  await expect(archive.crates.update(as('ada'), id, { version: 2, status: 'stored' })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('held by a request'),
  })
  await decide('max', asked, 'approve')
  expect(await archive.crates.update(as('ada'), id, { version: 3, status: 'stored' })).toMatchObject({
    status: 'stored',
    version: 4,
  })
})

test('a manager removes a crate that nobody ever asked for; what is on record stays', async () => {
  const { archive, as, person, crate, request } = hospital
  const { id } = await crate()
  await expect(archive.crates.remove(as('ada'), id)).rejects.toMatchObject({ code: 'forbidden' })
  await archive.crates.remove(as('max'), id)
  await expect(archive.crates.get(person('max'), id)).rejects.toMatchObject({ code: 'not_found' })
  const asked = await request()
  await expect(archive.crates.remove(as('max'), asked.crates[0]?.id ?? '')).rejects.toMatchObject({
    code: 'conflict',
  })
})

test('pages follow one another without a gap, and filters hold', async () => {
  await using small = await createTestArchive()
  const { archive, person, crate, request } = small
  for (let index = 0; index < 5; index += 1) await crate('surgery', `Films 100% ${index}`)
  await crate('radiology')
  const ada = person('ada')
  const first = await archive.crates.list(ada, { limit: 2 })
  const second = await archive.crates.list(ada, { limit: 2, cursor: first.next_cursor ?? '' })
  const third = await archive.crates.list(ada, { limit: 2, cursor: second.next_cursor ?? '' })
  expect(third.next_cursor).toBeNull()
  const numbers = [first, second, third].flatMap(({ items }) =>
    items.map(({ number }) => Number(number.slice(8))),
  )
  expect(numbers).toEqual([5, 4, 3, 2, 1])
  expect((await archive.crates.list(ada, { limit: 50, q: '100% 3' })).items).toHaveLength(1)
  expect((await archive.crates.list(ada, { limit: 50, q: '_' })).items).toEqual([])
  await request({ crate_ids: [first.items[0]?.id ?? ''] })
  expect((await archive.crates.list(ada, { limit: 50, status: 'requested' })).items).toMatchObject([
    { number: first.items[0]?.number, open_request: { kind: 'withdrawal' } },
  ])
  await expect(archive.crates.list(ada, { limit: 2, cursor: 'forged' })).rejects.toMatchObject({
    fields: { cursor: expect.any(String) },
  })
})
