import { expect, test } from 'vitest'
import { createTestArchive } from '../../testing/createTestArchive.ts'
import { isOpen } from '../../requestFlow.ts'
import { REQUEST_KINDS, REQUEST_STATUSES } from '../../contract/archiveRequest.ts'
import { growArchive } from './growArchive.ts'

const NOW = new Date('2030-06-15T12:00:00Z')

test('a grown archive is one that people could have made', async () => {
  await using hospital = await createTestArchive({ poolSize: 2 })
  const { database, query, units, person } = hospital
  const id = (name: Parameters<typeof person>[0]) => person(name).userId
  await hospital.crate('surgery')
  await growArchive(database, {
    crates: 12_000,
    requests: 3_000,
    staff: [
      { unitId: units.surgery, workers: [id('ada'), id('abe')], deciders: [id('max'), id('mia')] },
      { unitId: units.radiology, workers: [id('rob')], deciders: [id('ria'), id('root')] },
      { unitId: units.pharmacy, workers: [id('root')], deciders: [id('eve')] },
    ],
    now: NOW,
    siteTimeZone: 'Europe/Berlin',
    seed: 7,
  })

  const seen = await query<{ kind: string; status: string; count: string }>(
    'SELECT kind, status, count(*) FROM archive_requests GROUP BY kind, status',
  )
  expect(seen.map(({ kind, status }) => `${kind} ${status}`).toSorted()).toEqual(
    REQUEST_KINDS.flatMap((kind) => REQUEST_STATUSES.map((status) => `${kind} ${status}`)).toSorted(),
  )

  const open = REQUEST_KINDS.flatMap((kind) =>
    REQUEST_STATUSES.filter((status) => isOpen(kind, status)).map((status) => `${kind} ${status}`),
  )
  // What each crate's state must be, by the one request that holds it or that ended it.
  const wrong = await query(
    `SELECT c.status, r.kind, r.status AS request
     FROM crates c
     LEFT JOIN archive_request_crates p ON p.crate_id = c.id
     LEFT JOIN archive_requests r ON r.id = p.request_id
     WHERE c.status <> (CASE
       WHEN r.id IS NULL THEN 'stored'
       WHEN r.kind = 'destruction' AND r.status = 'completed' THEN 'destroyed'
       WHEN NOT (r.kind || ' ' || r.status = ANY($1)) THEN 'stored'
       WHEN r.status IN ('pending', 'sent_back') OR r.kind = 'destruction' THEN 'requested'
       WHEN r.kind = 'withdrawal' THEN 'withdrawn'
       ELSE 'in_transfer' END)::crate_status
     OR c.unit_id <> coalesce(CASE WHEN r.kind = 'transfer' AND r.status = 'completed' THEN r.to_unit_id ELSE r.unit_id END, c.unit_id)
     OR (p.returned_at IS NULL) = (r.kind = 'withdrawal' AND r.status = 'completed')
     OR p.label <> c.label OR c.created_at > r.created_at OR c.created_at > c.updated_at`,
    [open],
  )
  expect(wrong).toEqual([])
  const twice = await query(
    'SELECT crate_id FROM archive_request_crates GROUP BY crate_id HAVING count(*) > 1',
  )
  expect(twice).toEqual([])

  const impossible = await query(
    `SELECT kind, status FROM archive_requests r
     WHERE (decided_by_id IS NULL) <> (kind || ' ' || status = ANY($1))
        OR (released_by_id IS NULL) <> (status NOT IN ('approved', 'completed'))
        OR (decided_by_id = created_by_id) <> (status = 'cancelled' OR (kind = 'withdrawal' AND status = 'completed'))
        OR released_by_id = created_by_id
        OR (kind = 'destruction' AND decided_by_id = released_by_id)
        OR (due_on IS NULL) = (kind = 'withdrawal')
        OR (to_unit_id IS NULL) = (kind = 'transfer') OR to_unit_id = unit_id
        OR greatest(released_at, decided_at, updated_at) > $2
        OR (status = 'sent_back') <> EXISTS (
             SELECT FROM send_backs s WHERE s.request_id = r.id AND s.answered_at IS NULL)
        OR NOT EXISTS (SELECT FROM archive_request_crates p WHERE p.request_id = r.id)`,
    [open, NOW],
  )
  expect(impossible).toEqual([])
  const kept = await query(
    `SELECT 1 FROM crates c JOIN archive_request_crates p ON p.crate_id = c.id
     JOIN archive_requests r ON r.id = p.request_id AND r.kind = 'destruction'
     WHERE c.retain_until >= r.created_at::date OR c.retain_until IS NULL`,
  )
  expect(kept).toEqual([])

  const [years] = await query(
    `SELECT count(DISTINCT number_year)::int AS years, count(*)::int AS crates,
            bool_and(number = 'CR-' || number_year || '-' || lpad(number_seq::text, greatest(3, length(number_seq::text)), '0')) AS named,
            (SELECT bool_and(last >= coalesce((SELECT max(number_seq) FROM crates WHERE number_year = year), 0))
               FROM number_series WHERE prefix = 'CR') AS counted
     FROM crates`,
  )
  expect(years).toEqual({ years: 9, crates: 12_001, named: true, counted: true })
  const [announced] = await query(`SELECT count(*)::int AS rows FROM live_outbox WHERE model = 'Crate'`)
  expect(announced).toEqual({ rows: 12_001 })
  const next = await hospital.crate('surgery')
  expect(next.version).toBe(1)
})

test('the same seed draws the same archive', async () => {
  const drawn = await Promise.all(
    [1, 2].map(async () => {
      await using hospital = await createTestArchive({ poolSize: 1 })
      const { units, person } = hospital
      const staff = [
        { unitId: units.surgery, workers: [person('ada').userId], deciders: [person('max').userId] },
        { unitId: units.radiology, workers: [person('rob').userId], deciders: [person('ria').userId] },
      ]
      const plan = { crates: 50, requests: 10, staff, now: NOW, siteTimeZone: 'UTC', seed: 3 }
      await growArchive(hospital.database, plan)
      return await hospital.query('SELECT number, label, location, status FROM crates ORDER BY number')
    }),
  )
  expect(drawn[0]).toHaveLength(50)
  expect(drawn[0]).toEqual(drawn[1])
})
