import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestArchive, type PersonName, type TestArchive } from '../testing/createTestArchive.ts'

// It is the evening of 20 November for UTC, and the 21st at the site.
const NOW = Date.parse('2026-11-20T23:30:00Z')

let hospital: TestArchive
beforeAll(async () => {
  hospital = await createTestArchive({ poolSize: 10, now: () => NOW })
})
afterAll(() => hospital[Symbol.asyncDispose]())

/** A withdrawal of so many crates that are out. */
async function out(count: number) {
  const crates = await Promise.all(Array.from({ length: count }, () => hospital.crate()))
  const request = await hospital.request({ crate_ids: crates.map(({ id }) => id) })
  const approved = await hospital.decide('max', request, 'approve')
  return { approved, ids: approved.crates.map(({ id }) => id) }
}

const getCrate = (id: string) => hospital.archive.crates.get(hospital.person('root'), id)
const getRequest = (id: string) => hospital.archive.requests.get(hospital.person('root'), id)
async function putBack(id: string, by: PersonName = 'ada') {
  const { version } = await getCrate(id)
  return await hospital.archive.crates.update(hospital.as(by), id, { version, status: 'stored' })
}

describe('the day on which crates are to be back', () => {
  test('is two weeks from the site’s today where nobody says another', async () => {
    expect(await hospital.request()).toMatchObject({ due_on: '2026-12-05' })
  })

  test('may be today, not before, when it is asked for and when it is changed', async () => {
    const { archive, as } = hospital
    const past = { code: 'validation_failed', fields: { due_on: expect.any(String) } }
    await expect(hospital.request({ due_on: '2026-11-20' })).rejects.toMatchObject(past)
    const { id, due_on: day } = await hospital.request({ due_on: '2026-11-21' })
    expect(day).toBe('2026-11-21')
    await expect(
      archive.requests.update(as('ada'), id, { version: 1, due_on: '2026-11-20' }),
    ).rejects.toMatchObject(past)
    expect(await archive.requests.update(as('abe'), id, { version: 1, due_on: '2027-01-01' })).toMatchObject({
      due_on: '2027-01-01',
      version: 2,
    })
  })

  test('is no word for other kinds', async () => {
    const wrong = { fields: { due_on: expect.any(String) } }
    const transfer = { kind: 'transfer', to_unit_id: hospital.units.radiology } as const
    await expect(hospital.request({ ...transfer, due_on: '2027-01-01' })).rejects.toMatchObject(wrong)
    expect((await hospital.request(transfer)).due_on).toBeNull()
  })

  test('stays when it has passed meanwhile and something else is changed', async () => {
    const { archive, as, query } = hospital
    const { id } = await hospital.request()
    await query(`UPDATE archive_requests SET due_on = '2026-11-01' WHERE id = $1`, [id])
    const changed = { version: 1, reason: 'Other', due_on: '2026-11-01' }
    expect(await archive.requests.update(as('ada'), id, changed)).toMatchObject({ due_on: '2026-11-01' })
  })
})

test('an approval hands the crates out and leaves the request open; nobody has closed it yet', async () => {
  const { approved, ids } = await out(1)
  expect(approved).toMatchObject({
    status: 'approved',
    released_by: { name: 'max' },
    released_at: new Date(NOW).toISOString(),
    decided_by: null,
    decided_at: null,
    decision_note: null,
  })
  expect(await getCrate(ids[0] ?? '')).toMatchObject({
    status: 'withdrawn',
    open_request: { id: approved.id },
  })
})

test('the word that came with a first yes is said as a comment, since the request is not closed by it', async () => {
  const { approved } = await out(1)
  const { items } = await hospital.archive.comments.list(hospital.person('ada'), approved.id)
  expect(items).toMatchObject([{ body: 'Because', author: { name: 'max' } }])
})

test('the return of all crates closes it', async () => {
  const { approved, ids } = await out(2)
  const done = await hospital.decide('abe', approved, 'return')
  expect(done).toMatchObject({
    status: 'completed',
    released_by: { name: 'max' },
    decided_by: { name: 'abe' },
    decision_note: 'Because',
    crates: [{ returned_at: new Date(NOW).toISOString() }, { returned_at: new Date(NOW).toISOString() }],
  })
  for (const id of ids) expect(await getCrate(id)).toMatchObject({ status: 'stored', open_request: null })
  await expect(hospital.decide('abe', done, 'return')).rejects.toMatchObject({ code: 'conflict' })
})

test('who asked may bring it back; strangers and what is not out cannot be returned', async () => {
  const { approved } = await out(1)
  await expect(hospital.decide('rob', approved, 'return')).rejects.toMatchObject({ code: 'not_found' })
  expect(await hospital.decide('ada', approved, 'return')).toMatchObject({ status: 'completed' })
  await expect(hospital.decide('max', await hospital.request(), 'return')).rejects.toMatchObject({
    code: 'conflict',
  })
})

test('crates that are put back one by one are noted, and the last one closes the request', async () => {
  const { approved, ids } = await out(2)
  const [first = '', last = ''] = ids
  expect(await putBack(first)).toMatchObject({ status: 'stored', open_request: null })
  expect(await getRequest(approved.id)).toMatchObject({
    status: 'approved',
    version: approved.version + 1,
    crates: [
      { returned_at: new Date(NOW).toISOString(), returned_by: { name: 'ada' } },
      { returned_at: null, returned_by: null },
    ],
  })
  await putBack(last, 'abe')
  expect(await getRequest(approved.id)).toMatchObject({
    status: 'completed',
    decided_by: { name: 'abe' },
    decided_at: new Date(NOW).toISOString(),
  })
})

test('what came back early may be asked for again, and the return of the rest leaves that alone', async () => {
  const { approved, ids } = await out(2)
  const [early = ''] = ids
  await putBack(early)
  const next = await hospital.request({ crate_ids: [early] }, 'abe')
  expect(await getCrate(early)).toMatchObject({ open_request: { id: next.id } })
  await hospital.decide('ada', await getRequest(approved.id), 'return')
  expect(await getCrate(early)).toMatchObject({ status: 'requested', open_request: { id: next.id } })
})

describe('a return that was confirmed by mistake', () => {
  const reopen = (by: PersonName, { id, version }: { readonly id: string; readonly version: number }) =>
    hospital.archive.requests.reopen(hospital.as(by), id, { version })

  test('is taken back by whoever confirmed it: what came back with it is out again, and nothing else', async () => {
    const { approved, ids } = await out(3)
    const [early = '', ...rest] = ids
    const { query } = hospital
    await putBack(early)
    await query(
      `UPDATE archive_request_crates SET returned_at = returned_at - interval '1 minute' WHERE crate_id = $1`,
      [early],
    )
    const done = await hospital.decide('ada', await getRequest(approved.id), 'return')
    const again = await reopen('ada', done)
    expect(again).toMatchObject({
      status: 'approved',
      decided_by: null,
      decided_at: null,
      version: done.version + 1,
    })
    expect(again.crates.map(({ returned_at: at }) => at !== null)).toEqual([true, false, false])
    for (const id of rest) {
      expect(await getCrate(id)).toMatchObject({ status: 'withdrawn', open_request: { id: approved.id } })
    }
    expect(await getCrate(early)).toMatchObject({ status: 'stored', open_request: null })
    expect(await hospital.decide('abe', again, 'return')).toMatchObject({ status: 'completed' })
  })

  test('stands for everybody else, for whoever has seen less, and once some minutes have passed', async () => {
    const { approved } = await out(1)
    await expect(reopen('ada', approved)).rejects.toMatchObject({ code: 'conflict' })
    const done = await hospital.decide('ada', approved, 'return')
    await expect(reopen('abe', done)).rejects.toMatchObject({ code: 'conflict', current: done })
    await expect(reopen('rob', done)).rejects.toMatchObject({ code: 'not_found', denied: true })
    await expect(reopen('ada', approved)).rejects.toMatchObject({ code: 'conflict', current: done })
    await hospital.query(
      `UPDATE archive_requests SET decided_at = decided_at - interval '11 minutes' WHERE id = $1`,
      [done.id],
    )
    await expect(reopen('ada', done)).rejects.toMatchObject({ code: 'conflict' })
    expect(await getRequest(done.id)).toMatchObject({ status: 'completed' })
  })

  test('stands once somebody has asked for one of its crates', async () => {
    const { approved, ids } = await out(2)
    const done = await hospital.decide('ada', approved, 'return')
    await hospital.request({ crate_ids: ids.slice(0, 1) }, 'abe')
    await expect(reopen('ada', done)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('has been asked for since'),
    })
    expect(await getCrate(ids[1] ?? '')).toMatchObject({ status: 'stored' })
  })
})

describe('a crate that was put back by mistake', () => {
  const takeOut = async (id: string, by: PersonName = 'ada') => {
    const { version } = await getCrate(id)
    return await hospital.archive.crates.update(hospital.as(by), id, { version, status: 'withdrawn' })
  }
  const conflict = { code: 'conflict' }

  test('goes out again with its request, open or closed by it', async () => {
    const { approved, ids } = await out(2)
    const [first = '', last = ''] = ids
    await putBack(first)
    expect(await takeOut(first)).toMatchObject({ status: 'withdrawn', open_request: { id: approved.id } })
    expect(await getRequest(approved.id)).toMatchObject({
      status: 'approved',
      version: approved.version + 2,
      crates: [{ returned_at: null, returned_by: null }, { returned_at: null }],
    })
    await putBack(first)
    await putBack(last)
    await takeOut(last)
    expect(await getRequest(approved.id)).toMatchObject({
      status: 'approved',
      decided_by: null,
      decided_at: null,
      crates: [{ returned_by: { name: 'ada' } }, { returned_by: null }],
    })
    await putBack(last)
    expect(await getRequest(approved.id)).toMatchObject({ status: 'completed' })
  })

  test('only by whoever put it back, and only for ten minutes', async () => {
    const { ids } = await out(1)
    const [id = ''] = ids
    await putBack(id)
    await expect(takeOut(id, 'abe')).rejects.toMatchObject(conflict)
    await hospital.query(`UPDATE archive_request_crates SET returned_at = $2 WHERE crate_id = $1`, [
      id,
      new Date(NOW - 11 * 60_000),
    ])
    await expect(takeOut(id)).rejects.toMatchObject(conflict)
    expect(await getCrate(id)).toMatchObject({ status: 'stored' })
  })

  test('not once somebody has asked for it, and never one that was never out', async () => {
    const { ids } = await out(1)
    const [id = ''] = ids
    await putBack(id)
    await hospital.request({ crate_ids: [id] }, 'abe')
    await expect(takeOut(id)).rejects.toMatchObject(conflict)
    const { id: stored } = await hospital.crate()
    await expect(takeOut(stored)).rejects.toMatchObject(conflict)
    await expect(takeOut(stored, 'rob')).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('a crate that is out cannot be asked for; whoever tries is told with which request it is out', async () => {
  const { approved, ids } = await out(1)
  await expect(hospital.request({ crate_ids: ids }, 'abe')).rejects.toMatchObject({
    code: 'conflict',
    message: `${approved.crates[0]?.number} already stands in ${approved.number}.`,
  })
})

test('crates put back and requests returned at the same instant agree in the end, and never lock one another out', async () => {
  const all = await Promise.all(Array.from({ length: 6 }, () => out(3)))
  const tries = all.flatMap(({ approved, ids }) => [
    hospital.decide('max', approved, 'return'),
    ...ids.toReversed().map((id) => putBack(id)),
  ])
  for (const result of await Promise.allSettled(tries)) {
    if (result.status === 'rejected') {
      expect(result.reason).toMatchObject({ name: 'AppError', code: 'conflict' })
    }
  }
  const [row] = await hospital.query<{ bad: number }>(
    `SELECT count(*)::int AS bad FROM archive_request_crates l
     JOIN archive_requests r ON r.id = l.request_id JOIN crates c ON c.id = l.crate_id
     WHERE r.kind = 'withdrawal' AND l.returned_at IS NULL AND (r.status = 'approved') <> (c.status = 'withdrawn')
       AND r.status IN ('approved', 'completed')`,
  )
  expect(row?.bad).toBe(0)
  const [closed] = await hospital.query<{ bad: number }>(
    `SELECT count(*)::int AS bad FROM archive_requests r WHERE r.kind = 'withdrawal' AND r.status = 'approved'
     AND NOT EXISTS (SELECT FROM archive_request_crates l WHERE l.request_id = r.id AND l.returned_at IS NULL)`,
  )
  expect(closed?.bad).toBe(0)
})
