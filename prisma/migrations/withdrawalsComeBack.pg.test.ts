import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { createTestArchive } from '../../lib/domains/archive/testing/createTestArchive.ts'

test('withdrawals of before, whose crates have been put back since, are closed; those that are out stay out', async () => {
  await using hospital = await createTestArchive()
  const { archive, query } = hospital
  const out = async () => {
    const crates = await Promise.all([hospital.crate(), hospital.crate()])
    const request = await hospital.request({ crate_ids: crates.map(({ id }) => id) })
    return await hospital.decide('max', request, 'approve')
  }
  const ids = ({ crates }: { crates: readonly { id: string }[] }) => crates.map(({ id }) => id)
  const [all, some, none, again] = [await out(), await out(), await out(), await out()]
  const putBack = (crates: string[]) =>
    query(`UPDATE crates SET status = 'stored' WHERE id = ANY($1)`, [crates])
  await putBack([...ids(all), ...ids(some).slice(0, 1), ...ids(again)])
  // As the archive was before: crates free, though an older request is not closed.
  await query(`UPDATE archive_request_crates SET returned_at = now() WHERE request_id = $1`, [again.id])
  const later = await hospital.decide('max', await hospital.request({ crate_ids: ids(again) }), 'approve')
  await query(`UPDATE archive_request_crates SET returned_at = NULL WHERE request_id = $1`, [again.id])

  await query(await readFile('prisma/migrations/20261121084500_withdrawals_come_back/migration.sql', 'utf8'))
  const shown = async ({ id }: { id: string }) => {
    const {
      status,
      crates,
      decided_by: by,
      decided_at: at,
    } = await archive.requests.get(hospital.person('root'), id)
    return {
      status,
      back: crates.filter((crate) => crate.returned_at !== null).length,
      by,
      closed: at !== null,
    }
  }
  expect(await shown(all)).toEqual({ status: 'completed', back: 2, by: null, closed: true })
  expect(await shown(some)).toEqual({ status: 'approved', back: 1, by: null, closed: false })
  expect(await shown(none)).toEqual({ status: 'approved', back: 0, by: null, closed: false })
  expect(await shown(again)).toEqual({ status: 'completed', back: 2, by: null, closed: true })
  expect(await shown(later)).toEqual({ status: 'approved', back: 0, by: null, closed: false })
})
