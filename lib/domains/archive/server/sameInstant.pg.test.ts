import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ArchiveRequest, Decision, RequestUpdate } from '../contract/archiveRequest.ts'
import { createTestArchive, type PersonName, type TestArchive } from '../testing/createTestArchive.ts'

let hospital: TestArchive
beforeAll(async () => {
  hospital = await createTestArchive({ poolSize: 10 })
})
afterAll(() => hospital[Symbol.asyncDispose]())

/** Of those who wrote on the same version one has written, and every other one is shown what stands now. */
async function expectOneWinner(
  tries: readonly Promise<ArchiveRequest>[],
  id: string,
): Promise<ArchiveRequest> {
  const results = await Promise.allSettled(tries)
  const won = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
  expect(won).toHaveLength(1)
  const [winner] = won
  for (const reason of lost) expect(reason).toMatchObject({ code: 'conflict', current: winner })
  const stands = await hospital.archive.requests.get(hospital.person('root'), id)
  expect(stands).toEqual(winner)
  return stands
}

test('two clerks who save the same request at the same instant, a hundred times: nothing is overwritten unseen', async () => {
  const { archive, as, units } = hospital
  let request = await hospital.request()
  for (let round = 1; round <= 100; round += 1) {
    const { id, version } = request
    const save = (name: PersonName, input: RequestUpdate) =>
      archive.requests.update(as(name), id, { version, ...input })
    // Not the same field either: what one has read and kept counts, too.
    const first = save('ada', { reason: `Ada, ${round}` })
    const second = save('abe', { due_on: `2999-01-${String(1 + (round % 28)).padStart(2, '0')}` })
    request = await expectOneWinner(round % 2 ? [first, second] : [second, first], id)
    expect(request.version).toBe(version + 1)
  }
  expect(request.version).toBe(101)
  expect(request.unit.id).toBe(units.surgery)
  const [audit] = await hospital.query<{ writes: number }>(
    `SELECT count(*)::int AS writes FROM audit_entries WHERE model = 'ArchiveRequest' AND row_id = $1 AND action = 'update'`,
    [request.id],
  )
  expect(audit?.writes).toBe(100)
})

describe('at the same instant', () => {
  const steps: readonly (readonly [string, readonly (readonly [PersonName, Decision])[]])[] = [
    [
      'approve and reject',
      [
        ['max', 'approve'],
        ['mia', 'reject'],
      ],
    ],
    [
      'two approvals',
      [
        ['max', 'approve'],
        ['mia', 'approve'],
        ['root', 'approve'],
      ],
    ],
    [
      'approval and cancellation',
      [
        ['max', 'approve'],
        ['ada', 'cancel'],
      ],
    ],
    [
      'sending back twice',
      [
        ['max', 'send-back'],
        ['mia', 'send-back'],
      ],
    ],
  ]
  test.each(steps)('%s: one decides, the others are shown what stands', async (_, decisions) => {
    for (let round = 0; round < 10; round += 1) {
      const request = await hospital.request()
      await expectOneWinner(
        decisions.map(([name, decision]) => hospital.decide(name, request, decision)),
        request.id,
      )
    }
  })

  test('an edit and an approval: nobody approves what they have not read', async () => {
    for (let round = 0; round < 10; round += 1) {
      const request = await hospital.request()
      const { id, version } = request
      await expectOneWinner(
        [
          hospital.archive.requests.update(hospital.as('ada'), id, { version, reason: 'Another one' }),
          hospital.decide('max', request, 'approve'),
        ],
        id,
      )
    }
  })

  test('two returns of the same withdrawal', async () => {
    const approved = await hospital.decide('max', await hospital.request(), 'approve')
    const stands = await expectOneWinner(
      [hospital.decide('ada', approved, 'return'), hospital.decide('abe', approved, 'return')],
      approved.id,
    )
    expect(stands.status).toBe('completed')
  })

  test('the same save sent twice under one key is one save', async () => {
    const { id } = await hospital.request()
    const call = {
      ...hospital.as('ada'),
      idempotency: { userId: hospital.person('ada').userId, key: 'save-1', requestHash: 'h', status: 200 },
    }
    const save = () => hospital.archive.requests.update(call, id, { version: 1, reason: 'Once' })
    const results = await Promise.allSettled([save(), save()])
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'idempotency_running' })
    }
    expect(await save()).toMatchObject({ version: 2, reason: 'Once' })
  })
})
