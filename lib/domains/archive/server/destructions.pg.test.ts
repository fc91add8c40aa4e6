import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ArchiveRequest } from '../contract/archiveRequest.ts'
import { createTestArchive, type PersonName, type TestArchive } from '../testing/createTestArchive.ts'

// It is the evening of 20 November for UTC, and the 21st at the site.
const NOW = Date.parse('2026-11-20T23:30:00Z')

let hospital: TestArchive
beforeAll(async () => {
  hospital = await createTestArchive({ poolSize: 10, now: () => NOW })
})
afterAll(() => hospital[Symbol.asyncDispose]())

/** A crate that must still be there on that day. */
async function crateUntil(day: string | null) {
  const crate = await hospital.crate()
  await hospital.query(`UPDATE crates SET retain_until = $2 WHERE id = $1`, [crate.id, day])
  return crate
}

async function destruction(by: PersonName = 'ada') {
  const crate = await crateUntil('2026-11-20')
  return await hospital.request({ kind: 'destruction', crate_ids: [crate.id] }, by)
}

const crateOf = (request: ArchiveRequest) =>
  hospital.archive.crates.get(hospital.person('root'), request.crates[0]?.id ?? '')

test('two managers say yes, and the crates are destroyed', async () => {
  const request = await destruction()
  expect(request).toMatchObject({ status: 'pending', due_on: null })
  expect(request.number).toMatch(/^DR-2026-\d{3}$/)
  const half = await hospital.decide('max', request, 'approve')
  expect(half).toMatchObject({ status: 'approved', released_by: { name: 'max' }, decided_by: null })
  expect(await crateOf(request)).toMatchObject({ status: 'requested', open_request: { id: request.id } })
  const done = await hospital.decide('mia', half, 'approve')
  expect(done).toMatchObject({
    status: 'completed',
    released_by: { name: 'max' },
    decided_by: { name: 'mia' },
    decision_note: 'Because',
  })
  const crate = await crateOf(request)
  expect(crate).toMatchObject({ status: 'destroyed', open_request: null })
  const change = hospital.archive.crates.update(hospital.as('ada'), crate.id, {
    version: crate.version,
    label: 'Risen',
  })
  await expect(change).rejects.toMatchObject({ code: 'conflict' })
  await expect(hospital.request({ crate_ids: [crate.id] })).rejects.toMatchObject({
    message: `${crate.number} has been destroyed.`,
  })
})

describe('four eyes', () => {
  test('the first manager cannot be the second', async () => {
    const half = await hospital.decide('max', await destruction(), 'approve')
    await expect(hospital.decide('max', half, 'approve')).rejects.toMatchObject({
      code: 'forbidden',
      message: 'You have said yes already. A second manager decides now.',
    })
    expect(await crateOf(half)).toMatchObject({ status: 'requested' })
  })

  test('whoever asked is neither of the two', async () => {
    const own = await destruction('max')
    await expect(hospital.decide('max', own, 'approve')).rejects.toMatchObject({ code: 'forbidden' })
    const half = await hospital.decide('mia', own, 'approve')
    await expect(hospital.decide('max', half, 'approve')).rejects.toMatchObject({
      code: 'forbidden',
      message: 'Nobody decides on their own request.',
    })
    expect(await hospital.decide('root', half, 'approve')).toMatchObject({ status: 'completed' })
  })

  test('clerks and other units’ managers say neither yes', async () => {
    const request = await destruction()
    const half = await hospital.decide('max', await destruction(), 'approve')
    for (const each of [request, half]) {
      await expect(hospital.decide('abe', each, 'approve')).rejects.toMatchObject({ code: 'forbidden' })
      await expect(hospital.decide('ria', each, 'approve')).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  test('a sent back one begins anew: the first yes was said to something else', async () => {
    const half = await hospital.decide('max', await destruction(), 'approve')
    const back = await hospital.decide('mia', half, 'send-back')
    expect(back).toMatchObject({ status: 'sent_back', released_by: null, released_at: null })
    const again = await hospital.decide('ada', back, 'resubmit')
    const first = await hospital.decide('mia', again, 'approve')
    expect(first).toMatchObject({ status: 'approved', released_by: { name: 'mia' } })
    expect(await hospital.decide('max', first, 'approve')).toMatchObject({ status: 'completed' })
  })

  test('of two second managers at the same instant one destroys, the other sees what stands', async () => {
    const half = await hospital.decide('max', await destruction(), 'approve')
    const results = await Promise.allSettled([
      hospital.decide('mia', half, 'approve'),
      hospital.decide('root', half, 'approve'),
    ])
    const won = results.find((result) => result.status === 'fulfilled')
    const lost = results.find((result) => result.status === 'rejected')
    expect(lost?.reason).toMatchObject({ code: 'conflict', current: won?.value })
  })

  test('of two first managers at the same instant one has said yes: the other’s click is not the second', async () => {
    const request = await destruction()
    const results = await Promise.allSettled([
      hospital.decide('max', request, 'approve'),
      hospital.decide('mia', request, 'approve'),
    ])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await crateOf(request)).toMatchObject({ status: 'requested' })
  })
})

describe.each(['pending', 'approved'] as const)('a %s one', (state) => {
  const start = async () => {
    const request = await destruction()
    return state === 'pending' ? request : await hospital.decide('max', request, 'approve')
  }
  test.each([
    ['reject', 'mia', 'rejected'],
    ['cancel', 'ada', 'cancelled'],
    ['cancel', 'max', 'cancelled'],
  ] as const)('can be ended by %s of %s, and the crates stay', async (decision, by, status) => {
    const done = await hospital.decide(by, await start(), decision)
    expect(done).toMatchObject({ status, decided_by: { name: by } })
    expect(await crateOf(done)).toMatchObject({ status: 'stored', open_request: null })
  })
})

describe('retention', () => {
  test.each([
    ['must still be there today', '2026-11-21', /must be kept until 21 November 2026/],
    ['must still be there for years', '2056-01-01', /must be kept until 1 January 2056/],
    ['has no date', null, /has no retention date\. Set the date/],
  ])('a crate that %s cannot be asked for', async (_, day, sentence) => {
    const fine = await crateUntil('2026-11-20')
    const kept = await crateUntil(day)
    await expect(
      hospital.request({ kind: 'destruction', crate_ids: [fine.id, kept.id] }),
    ).rejects.toMatchObject({
      code: 'validation_failed',
      message: expect.stringMatching(new RegExp(`^${kept.number} ${sentence.source}`)),
      fields: { 'crate_ids.1': expect.stringMatching(sentence) },
    })
    const crate = await hospital.archive.crates.get(hospital.person('ada'), fine.id)
    expect(crate.status).toBe('stored')
  })

  test('nor be added later', async () => {
    const request = await destruction()
    const kept = await crateUntil('2030-01-01')
    const ids = [...request.crates.map(({ id }) => id), kept.id]
    await expect(
      hospital.archive.requests.update(hospital.as('ada'), request.id, { version: 1, crate_ids: ids }),
    ).rejects.toMatchObject({ fields: { 'crate_ids.1': expect.any(String) } })
  })

  test.each([
    ['first', 0],
    ['second', 1],
  ])('is looked at again at the %s yes', async (_, yeses) => {
    let request = await destruction()
    if (yeses === 1) request = await hospital.decide('max', request, 'approve')
    await hospital.query(`UPDATE crates SET retain_until = '2030-01-01' WHERE id = $1`, [
      request.crates[0]?.id,
    ])
    await expect(hospital.decide('mia', request, 'approve')).rejects.toMatchObject({
      code: 'validation_failed',
      message: `${request.crates[0]?.number} must be kept until 1 January 2030.`,
    })
    expect(await crateOf(request)).toMatchObject({ status: 'requested' })
    // What cannot be done can still be refused.
    expect(await hospital.decide('mia', request, 'reject')).toMatchObject({ status: 'rejected' })
  })

  test('is nobody’s matter for other kinds', async () => {
    const kept = await crateUntil('2056-01-01')
    expect(await hospital.request({ crate_ids: [kept.id] })).toMatchObject({ status: 'pending' })
  })
})

test('crates of a destruction are held: whoever asks second is told by which', async () => {
  const request = await destruction()
  await expect(hospital.request({ crate_ids: request.crates.map(({ id }) => id) })).rejects.toMatchObject({
    code: 'conflict',
    message: `${request.crates[0]?.number} already stands in ${request.number}.`,
  })
})
