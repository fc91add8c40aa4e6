import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestArchive, type TestArchive } from '../testing/createTestArchive.ts'

let hospital: TestArchive
beforeAll(async () => {
  hospital = await createTestArchive()
})
afterAll(() => hospital[Symbol.asyncDispose]())

const PARTS = ['ArchiveRequestCrate', 'SendBack', 'ArchiveComment', 'ArchiveAttachment']

/** Of what was captured of parts of requests since the last look: the model, and where the transfer went and goes. */
async function captured(): Promise<readonly string[]> {
  const rows = await hospital.query<{ model: string; before: string | null; after: string | null }>(
    `WITH taken AS (DELETE FROM live_outbox RETURNING *)
     SELECT model, before ->> 'toUnitId' AS before, after ->> 'toUnitId' AS after FROM taken
      WHERE model = ANY($1) ORDER BY id`,
    [PARTS],
  )
  const nameOf = (id: string | null) =>
    Object.entries(hospital.units).find(([, unit]) => unit === id)?.[0] ?? 'nowhere'
  return rows.map(({ model, before, after }) => `${model}: ${nameOf(before)} → ${nameOf(after)}`)
}

test('every part of a transfer is captured with where it goes, however it is written, and follows it elsewhere', async () => {
  const { archive, as, units, query } = hospital
  const transfer = await hospital.request({ kind: 'transfer', to_unit_id: units.radiology })
  const id = transfer.id
  await archive.comments.create(as('rob'), id, { body: 'On which shelf?' })
  await query(
    `INSERT INTO archive_attachments (id, request_id, unit_id, name, media_type, size, uploaded_by_id)
     VALUES (gen_random_uuid(), $1, $2, 'scan.png', 'image/png', 1, $3)`,
    [id, units.surgery, hospital.person('ada').userId],
  )
  await hospital.decide('max', transfer, 'send-back')
  expect(await captured()).toEqual([
    'ArchiveRequestCrate: nowhere → radiology',
    'ArchiveComment: nowhere → radiology',
    'ArchiveAttachment: nowhere → radiology',
    'SendBack: nowhere → radiology',
  ])

  await archive.requests.update(as('ada'), id, { version: 2, to_unit_id: units.pharmacy })
  expect((await captured()).toSorted()).toEqual(
    PARTS.toSorted().map((model) => `${model}: radiology → pharmacy`),
  )
})

test('parts of other requests go nowhere', async () => {
  const { archive, as } = hospital
  const { id } = await hospital.request()
  await captured()
  await archive.comments.create(as('ada'), id, { body: 'Hm.' })
  expect(await captured()).toEqual(['ArchiveComment: nowhere → nowhere'])
})
