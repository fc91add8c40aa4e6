import { expect, test } from 'vitest'
import { REQUEST_KINDS, REQUEST_STATUSES } from '../contract/archiveRequest.ts'
import { standingOfRequest, waitsFor } from '../policy.ts'
import { createTestArchive, type PersonName } from '../testing/createTestArchive.ts'
import { seedArchive } from './demoArchive.ts'
import { dayAt } from '../calendarDay.ts'

const NOBODY = { actorId: null, sessionId: null, changeId: null, address: null }
const EVERYONE: readonly PersonName[] = ['ada', 'abe', 'max', 'mia', 'rob', 'ria', 'eve', 'root']

test('the demo archive shows every state, and what waits for whom is as the policy says', async () => {
  await using hospital = await createTestArchive()
  const { archive, database, person, units, decide } = hospital
  const people = EVERYONE.map((name) => ({ ...person(name), id: person(name).userId }))
  await database.inTransaction(NOBODY, (tx) =>
    seedArchive(tx, {
      units: [{ id: units.surgery }, { id: units.radiology }, { id: units.pharmacy }],
      people,
      now: new Date(),
      siteTimeZone: 'Europe/Berlin',
    }),
  )

  const all = await archive.requests.list(person('root'), { limit: 100 })
  expect(all.items).toHaveLength(17)
  expect(new Set(all.items.map(({ status }) => status))).toEqual(new Set(REQUEST_STATUSES))
  expect(new Set(all.items.map(({ kind }) => kind))).toEqual(new Set(REQUEST_KINDS))
  for (const { crates } of all.items) expect(crates.length).toBeGreaterThan(0)
  const open = await archive.requests.list(person('root'), { limit: 100, open: true })
  const held = (await archive.crates.list(person('root'), { limit: 100 })).items.filter(
    ({ open_request: request }) => request !== null,
  )
  expect(held).toHaveLength(open.items.flatMap(({ crates }) => crates).length)

  for (const name of EVERYONE) {
    const actor = person(name)
    const readable = (await archive.requests.list(actor, { limit: 100 })).items
    const waits = readable.map((request) => waitsFor(actor, standingOfRequest(request)))
    const count = (what: string) => waits.filter((each) => each === what).length
    const summary = await archive.summary(actor)
    expect(summary.waiting, name).toEqual({
      to_decide: count('decide'),
      to_receive: count('receive'),
      to_answer: count('answer'),
    })
    const waiting = await archive.requests.list(actor, { limit: 100, waiting: true })
    expect(waiting.items.map(({ id }) => id)).toEqual(
      readable.filter((_, index) => waits[index]).map(({ id }) => id),
    )
    const crates = (await archive.crates.list(actor, { limit: 100 })).items
    expect(
      Object.values(summary.crates).reduce((sum, each) => sum + each, 0),
      name,
    ).toBe(crates.length)
    const today = dayAt(Date.now(), 'Europe/Berlin')
    expect(summary.retention_over, name).toBe(
      crates.filter((crate) => crate.status === 'stored' && (crate.retain_until ?? today) < today).length,
    )
    const out = readable.filter(({ kind, status }) => kind === 'withdrawal' && status === 'approved')
    expect(summary.requests, name).toMatchObject({
      out: out.length,
      overdue: out.filter((request) => (request.due_on ?? today) < today).length,
      half_agreed: readable.filter(({ kind, status }) => kind === 'destruction' && status === 'approved')
        .length,
      in_transfer: readable.filter(({ kind, status }) => kind === 'transfer' && status === 'approved').length,
      sent_back: readable.filter(({ status }) => status === 'sent_back').length,
    })
    expect(summary.requests.pending).toBe(readable.filter(({ status }) => status === 'pending').length)
  }

  const house = await archive.summary(person('root'))
  expect(house.requests).toMatchObject({ out: 2, overdue: 1 })
  expect(house.retention_over).toBeGreaterThan(2)
  for (const { kind, status, crates } of all.items) {
    for (const { id } of kind === 'destruction' ? crates : []) {
      expect((await archive.crates.get(person('root'), id)).status).toBe(
        status === 'completed' ? 'destroyed' : 'requested',
      )
    }
  }
  const half = all.items.find(({ kind, status }) => kind === 'destruction' && status === 'approved')
  expect(half && (await decide('mia', half, 'approve'))).toMatchObject({ status: 'completed' })

  const next = await archive.crates.create(hospital.as('ada'), { label: 'Next', location: 'B1' })
  expect(next.number).toMatch(/-049$/)
})
