import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ArchiveRequest, Decision } from '../contract/archiveRequest.ts'
import { createTestArchive, type PersonName, type TestArchive } from '../testing/createTestArchive.ts'

let hospital: TestArchive
beforeAll(async () => {
  hospital = await createTestArchive({ poolSize: 10 })
})
afterAll(() => hospital[Symbol.asyncDispose]())

const PAGE = { limit: 50 }
const transferInput = () => ({ kind: 'transfer', to_unit_id: hospital.units.radiology }) as const

async function crateOf(request: ArchiveRequest) {
  return await hospital.archive.crates.get(hospital.person('root'), request.crates[0]?.id ?? '')
}

async function walk(request: ArchiveRequest, steps: readonly (readonly [PersonName, Decision])[]) {
  let now = request
  for (const [name, decision] of steps) now = await hospital.decide(name, now, decision)
  return now
}

test('a withdrawal holds its crates until it is decided', async () => {
  const request = await hospital.request()
  expect(request).toMatchObject({ status: 'pending', version: 1, created_by: { name: 'ada' }, to_unit: null })
  expect(request.number).toMatch(/^WR-\d{4}-\d{3,}$/)
  expect(await crateOf(request)).toMatchObject({
    status: 'requested',
    open_request: { number: request.number },
  })
})

describe('a withdrawal', () => {
  test.each<[string, readonly (readonly [PersonName, Decision])[], string, string]>([
    ['approved', [['max', 'approve']], 'approved', 'withdrawn'],
    ['rejected', [['max', 'reject']], 'rejected', 'stored'],
    ['sent back', [['max', 'send-back']], 'sent_back', 'requested'],
    [
      'sent back and resubmitted',
      [
        ['max', 'send-back'],
        ['abe', 'resubmit'],
      ],
      'pending',
      'requested',
    ],
    [
      'sent back and cancelled',
      [
        ['max', 'send-back'],
        ['ada', 'cancel'],
      ],
      'cancelled',
      'stored',
    ],
    ['cancelled by whoever asked', [['ada', 'cancel']], 'cancelled', 'stored'],
    ['cancelled by a manager', [['mia', 'cancel']], 'cancelled', 'stored'],
    ['approved by the house', [['root', 'approve']], 'approved', 'withdrawn'],
    [
      'resubmitted and approved',
      [
        ['max', 'send-back'],
        ['ada', 'resubmit'],
        ['mia', 'approve'],
      ],
      'approved',
      'withdrawn',
    ],
  ])('%s', async (_, steps, status, crates) => {
    const done = await walk(await hospital.request(), steps)
    expect(done).toMatchObject({ status, version: 1 + steps.length })
    const crate = await crateOf(done)
    expect(crate.status).toBe(crates)
    expect(crate.open_request === null).toBe(crates === 'stored')
  })

  test('says who decided, when, and why', async () => {
    const done = await walk(await hospital.request(), [['max', 'reject']])
    expect(done).toMatchObject({ decided_by: { name: 'max' }, decision_note: 'Because', released_by: null })
    expect(done.decided_at).not.toBeNull()
  })

  test('remembers each time it was sent back, and when that was answered', async () => {
    const done = await walk(await hospital.request(), [
      ['max', 'send-back'],
      ['ada', 'resubmit'],
      ['mia', 'send-back'],
    ])
    expect(done.send_backs).toMatchObject([
      {
        reason: 'Because',
        sent_by: { name: 'max' },
        answered_at: expect.any(String),
        answered_by: { name: 'ada' },
      },
      { reason: 'Because', sent_by: { name: 'mia' }, answered_at: null, answered_by: null },
    ])
  })
})

describe('a transfer', () => {
  test('goes to the other unit once both have said yes, with its crates', async () => {
    const { archive, person, units } = hospital
    const request = await hospital.request(transferInput())
    expect(request.number).toMatch(/^TR-/)
    const released = await hospital.decide('max', request, 'approve')
    expect(released).toMatchObject({ status: 'approved', released_by: { name: 'max' }, decided_by: null })
    expect(await crateOf(request)).toMatchObject({ status: 'in_transfer', open_request: { id: request.id } })
    await expect(archive.crates.get(person('rob'), request.crates[0]?.id ?? '')).rejects.toMatchObject({
      code: 'not_found',
    })
    const done = await hospital.decide('ria', released, 'approve')
    expect(done).toMatchObject({
      status: 'completed',
      released_by: { name: 'max' },
      decided_by: { name: 'ria' },
    })
    expect(await crateOf(request)).toMatchObject({
      status: 'stored',
      unit: { id: units.radiology },
      open_request: null,
    })
    await expect(archive.crates.get(person('ada'), request.crates[0]?.id ?? '')).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await archive.requests.get(person('ada'), request.id)).toEqual(done)
    expect(await archive.requests.get(person('rob'), request.id)).toEqual(done)
  })

  test('that the receiving unit refuses gives its crates back', async () => {
    const done = await walk(await hospital.request(transferInput()), [
      ['max', 'approve'],
      ['ria', 'reject'],
    ])
    expect(done.status).toBe('rejected')
    expect(await crateOf(done)).toMatchObject({ status: 'stored', unit: { id: hospital.units.surgery } })
  })

  test('is decided by the giving unit first, then by the receiving one', async () => {
    const request = await hospital.request(transferInput())
    await expect(hospital.decide('ria', request, 'approve')).rejects.toMatchObject({ code: 'forbidden' })
    const released = await hospital.decide('max', request, 'approve')
    await expect(hospital.decide('max', released, 'approve')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(hospital.decide('ada', released, 'cancel')).rejects.toMatchObject({ code: 'conflict' })
  })

  test('needs another unit that exists', async () => {
    const { units } = hospital
    const wrong = { fields: { to_unit_id: expect.any(String) }, code: 'validation_failed' }
    await expect(hospital.request({ kind: 'transfer' })).rejects.toMatchObject(wrong)
    await expect(hospital.request({ kind: 'transfer', to_unit_id: units.surgery })).rejects.toMatchObject(
      wrong,
    )
    await expect(hospital.request({ kind: 'transfer', to_unit_id: uuidv7() })).rejects.toMatchObject(wrong)
    await expect(hospital.request({ to_unit_id: units.radiology })).rejects.toMatchObject(wrong)
  })
})

describe('refused', () => {
  test.each(['approve', 'reject', 'send-back'] as const)(
    '%s by a clerk, and of one’s own request',
    async (decision) => {
      await expect(hospital.decide('abe', await hospital.request(), decision)).rejects.toMatchObject({
        code: 'forbidden',
      })
      await expect(hospital.decide('max', await hospital.request({}, 'max'), decision)).rejects.toMatchObject(
        {
          code: 'forbidden',
          message: 'Nobody decides on their own request.',
        },
      )
    },
  )

  test('cancelling what a colleague asked for', async () => {
    await expect(hospital.decide('abe', await hospital.request(), 'cancel')).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('a decision that the state does not take, with the request as it stands', async () => {
    const done = await walk(await hospital.request(), [['max', 'reject']])
    await expect(hospital.decide('max', done, 'approve')).rejects.toMatchObject({
      code: 'conflict',
      current: done,
    })
  })

  test('sending back without a word', async () => {
    const { id, version } = await hospital.request()
    const decided = { decision: 'send-back', input: { version } } as const
    await expect(hospital.archive.requests.decide(hospital.as('max'), id, decided)).rejects.toMatchObject({
      fields: { reason: expect.any(String) },
    })
  })

  test('a decision without a version, or on an old one', async () => {
    const { archive, as } = hospital
    const request = await hospital.request()
    await expect(
      archive.requests.decide(as('max'), request.id, { decision: 'approve', input: {} }),
    ).rejects.toMatchObject({ code: 'version_required' })
    const edited = await archive.requests.update(as('abe'), request.id, { version: 1, reason: 'More' })
    await expect(hospital.decide('max', request, 'approve')).rejects.toMatchObject({
      code: 'conflict',
      current: edited,
    })
  })

  test('strangers: they find nothing to read, to decide or to remove', async () => {
    const { archive, as, person, units } = hospital
    const request = await hospital.request()
    const missing = { code: 'not_found' }
    await expect(archive.requests.get(person('rob'), request.id)).rejects.toMatchObject(missing)
    await expect(hospital.decide('ria', request, 'approve')).rejects.toMatchObject({
      ...missing,
      denied: true,
    })
    await expect(archive.requests.update(as('rob'), request.id, { version: 1 })).rejects.toMatchObject(
      missing,
    )
    await expect(archive.requests.remove(as('ria'), request.id)).rejects.toMatchObject(missing)
    const pages = [
      { ids: [request.id] },
      { unit_id: units.surgery },
      { crate_id: request.crates[0]?.id ?? '' },
    ]
    for (const query of pages) {
      const { items } = await archive.requests.list(person('eve'), { ...PAGE, ...query })
      expect(items).toEqual([])
    }
  })

  test('crates of another unit, of several units, or that do not exist', async () => {
    const ours = await hospital.crate('surgery')
    const theirs = await hospital.crate('radiology')
    await expect(hospital.request({ crate_ids: [ours.id, theirs.id] })).rejects.toMatchObject({
      fields: { 'crate_ids.1': expect.any(String) },
    })
    await expect(hospital.request({ crate_ids: [uuidv7()] })).rejects.toMatchObject({
      fields: { 'crate_ids.0': expect.any(String) },
    })
    await expect(hospital.request({ crate_ids: [ours.id, theirs.id] }, 'root')).rejects.toMatchObject({
      fields: { crate_ids: expect.any(String) },
    })
  })
})

test('whoever asks second is told in which request the crate stands', async () => {
  const first = await hospital.request()
  const id = first.crates[0]?.id ?? ''
  await expect(hospital.request({ crate_ids: [id] }, 'abe')).rejects.toMatchObject({
    code: 'conflict',
    message: `${first.crates[0]?.number} already stands in ${first.number}.`,
    fields: { 'crate_ids.0': expect.stringContaining(first.number) },
  })
})

test('of two who ask for the same crates at the same instant one gets them, in whatever order they name them', async () => {
  const crates = await Promise.all([hospital.crate(), hospital.crate(), hospital.crate()])
  const ids = crates.map(({ id }) => id)
  const results = await Promise.allSettled(
    Array.from({ length: 8 }, (_, index) =>
      hospital.request({ crate_ids: index % 2 ? ids : ids.toReversed() }, index % 3 ? 'ada' : 'abe'),
    ),
  )
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const result of results) {
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'conflict', fields: {} })
  }
})

test('of two managers who decide at the same instant one decides, and the other sees what stands', async () => {
  const request = await hospital.request()
  const results = await Promise.allSettled([
    hospital.decide('max', request, 'approve'),
    hospital.decide('mia', request, 'reject'),
  ])
  const won = results.find((result) => result.status === 'fulfilled')
  const lost = results.find((result) => result.status === 'rejected')
  expect(lost?.reason).toMatchObject({ code: 'conflict', current: won?.value })
  expect((await crateOf(request)).status).toBe(won?.value.status === 'approved' ? 'withdrawn' : 'stored')
})

test('decisions, edits and new requests over the same crates never lock one another out', async () => {
  const { archive, as } = hospital
  const ids = await Promise.all(Array.from({ length: 6 }, async () => (await hospital.crate()).id))
  const a = await hospital.request({ crate_ids: ids.slice(0, 3) })
  const b = await hospital.request({ crate_ids: ids.slice(3) })
  const results = await Promise.allSettled([
    archive.requests.update(as('abe'), a.id, { version: 1, crate_ids: ids.slice(0, 4).toReversed() }),
    archive.requests.update(as('ada'), b.id, { version: 1, crate_ids: ids.slice(2) }),
    hospital.decide('max', a, 'reject'),
    hospital.decide('mia', b, 'approve'),
    hospital.request({ crate_ids: ids.toReversed() }),
  ])
  for (const result of results) {
    if (result.status === 'rejected')
      expect(result.reason).toMatchObject({ name: 'AppError', code: 'conflict' })
  }
  const [row] = await hospital.query<{ bad: number }>(
    `SELECT count(*)::int AS bad FROM crates c WHERE (status = 'requested') <> EXISTS (
       SELECT FROM archive_request_crates l JOIN archive_requests r ON r.id = l.request_id
       WHERE l.crate_id = c.id AND r.status IN ('pending', 'sent_back'))`,
  )
  expect(row?.bad).toBe(0)
})

test('an edit exchanges crates: what it lets go is stored, what it takes is held', async () => {
  const { archive, as } = hospital
  const [kept, dropped, added] = await Promise.all([hospital.crate(), hospital.crate(), hospital.crate()])
  const request = await hospital.request({ crate_ids: [kept.id, dropped.id] })
  const edited = await archive.requests.update(as('abe'), request.id, {
    version: 1,
    crate_ids: [kept.id, added.id],
    reason: 'Other ones',
  })
  expect(edited).toMatchObject({ version: 2, reason: 'Other ones' })
  expect(edited.crates.map(({ id }) => id).toSorted()).toEqual([kept.id, added.id].toSorted())
  const { items } = await archive.crates.list(hospital.person('ada'), {
    ...PAGE,
    ids: [kept.id, dropped.id, added.id],
  })
  expect(Object.fromEntries(items.map(({ id, status }) => [id, status]))).toEqual({
    [kept.id]: 'requested',
    [dropped.id]: 'stored',
    [added.id]: 'requested',
  })
})

test('what is decided can no longer be edited, and saving what stands changes nothing', async () => {
  const { archive, as } = hospital
  const request = await hospital.request()
  expect(await archive.requests.update(as('ada'), request.id, { version: 1, reason: 'Needed' })).toEqual(
    request,
  )
  const done = await hospital.decide('max', request, 'approve')
  await expect(
    archive.requests.update(as('ada'), request.id, { version: 2, reason: 'No' }),
  ).rejects.toMatchObject({
    code: 'conflict',
    current: done,
  })
})

test('a transfer that is sent back may go elsewhere', async () => {
  const { archive, as, person, units } = hospital
  const request = await hospital.request(transferInput())
  const edited = await archive.requests.update(as('ada'), request.id, {
    version: 1,
    to_unit_id: units.pharmacy,
  })
  expect(edited.to_unit?.id).toBe(units.pharmacy)
  await expect(archive.requests.get(person('rob'), request.id)).rejects.toMatchObject({ code: 'not_found' })
  expect(await archive.requests.get(person('eve'), request.id)).toEqual(edited)
})

test('the labels of a request stay as they were when it was filed', async () => {
  const { archive, as } = hospital
  const crate = await hospital.crate('surgery', 'Old label')
  const request = await hospital.request({ crate_ids: [crate.id] })
  await archive.crates.update(as('ada'), crate.id, { version: 2, label: 'New label' })
  const now = await archive.requests.get(hospital.person('ada'), request.id)
  expect(now.crates).toMatchObject([{ label: 'Old label' }])
})

test('a request without effect is removed and lets its crates go; a record stays', async () => {
  const { archive, as, person } = hospital
  const request = await hospital.request()
  await expect(archive.requests.remove(as('abe'), request.id)).rejects.toMatchObject({ code: 'forbidden' })
  await archive.requests.remove(as('ada'), request.id)
  await expect(archive.requests.get(person('ada'), request.id)).rejects.toMatchObject({ code: 'not_found' })
  expect(await crateOf(request)).toMatchObject({ status: 'stored', open_request: null })
  const done = await walk(await hospital.request(), [['max', 'approve']])
  await expect(archive.requests.remove(as('max'), done.id)).rejects.toMatchObject({
    code: 'conflict',
    current: done,
  })
})

test('the same id twice makes one request', async () => {
  const crate = await hospital.crate()
  const input = { id: uuidv7(), crate_ids: [crate.id] }
  const first = await hospital.request(input)
  expect(await hospital.request(input)).toEqual(first)
  await expect(hospital.request(input, 'abe')).rejects.toMatchObject({ code: 'conflict' })
})

test('fifty requests filed at once have fifty numbers', async () => {
  const crates = await Promise.all(Array.from({ length: 50 }, () => hospital.crate()))
  const requests = await Promise.all(crates.map(({ id }) => hospital.request({ crate_ids: [id] })))
  expect(new Set(requests.map(({ number }) => number)).size).toBe(50)
})

test('a refused write leaves nothing behind', async () => {
  const free = await hospital.crate()
  const held = (await hospital.request()).crates[0]?.id ?? ''
  await expect(hospital.request({ crate_ids: [free.id, held] })).rejects.toMatchObject({ code: 'conflict' })
  expect(await hospital.archive.crates.get(hospital.person('ada'), free.id)).toEqual(free)
})
