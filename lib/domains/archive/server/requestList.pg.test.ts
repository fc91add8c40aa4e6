import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ArchiveRequest } from '../contract/archiveRequest.ts'
import { createTestArchive, type PersonName, type TestArchive } from '../testing/createTestArchive.ts'
import { RequestQuery } from './archiveQueries.ts'
import { requestsCsv } from './requestsCsv.ts'

// It is the evening of 20 November for UTC, and the 21st at the site.
const NOW = Date.parse('2026-11-20T23:30:00Z')

let hospital: TestArchive
beforeAll(async () => {
  hospital = await createTestArchive({ poolSize: 10, now: () => NOW })
})
afterAll(() => hospital[Symbol.asyncDispose]())

/** As the address bar has it. */
const list = (name: PersonName, asked: Record<string, string> = {}) =>
  hospital.archive.requests.list(hospital.person(name), RequestQuery.parse(asked))

const numbers = async (name: PersonName, asked: Record<string, string>) =>
  (await list(name, asked)).items.map(({ number }) => number)

async function set(request: ArchiveRequest, columns: Record<string, string | number | null>) {
  const names = Object.keys(columns)
  const assignments = names.map((name, index) => `${name} = $${index + 2}`).join(', ')
  await hospital.query(`UPDATE archive_requests SET ${assignments} WHERE id = $1`, [
    request.id,
    ...Object.values(columns),
  ])
}

describe('sorted', () => {
  let small: TestArchive
  let rows: ArchiveRequest[]
  beforeAll(async () => {
    small = await createTestArchive({ now: () => NOW })
    rows = []
    for (let index = 0; index < 6; index += 1) rows.push(await small.request())
    // Due days with gaps and ties, changes at the same instant, numbers that letters would sort wrongly.
    const due = ['2026-12-01', null, '2026-11-25', '2026-12-01', null, '2027-01-01']
    const seq = [999, 1000, 7, 70, 8, 10]
    for (const [index, { id }] of rows.entries()) {
      await small.query(
        `UPDATE archive_requests SET due_on = $2, number_seq = $3::int, number = 'WR-2026-' || lpad($3::int::text, greatest(3, length($3::int::text)), '0'),
           updated_at = '2026-11-01T00:00:00Z', created_at = timestamptz '2026-11-01T00:00:00Z' + $4 * interval '1 minute'
         WHERE id = $1`,
        [id, due[index], seq[index], Math.floor(index / 2)],
      )
    }
  })
  afterAll(() => small[Symbol.asyncDispose]())

  const fetch = (asked: Record<string, string>) =>
    small.archive.requests.list(small.person('ada'), RequestQuery.parse(asked))
  const sequence = ({ items }: { items: readonly ArchiveRequest[] }) =>
    items.map(({ number }) => Number(number.slice(8)))

  test.each([
    ['number', [7, 8, 10, 70, 999, 1000]],
    ['-number', [1000, 999, 70, 10, 8, 7]],
  ])('by %s', async (sort, expected) => {
    expect(sequence(await fetch({ sort }))).toEqual(expected)
  })

  test('by due day, with those that have none last in both directions', async () => {
    const days = async (sort: string) => (await fetch({ sort })).items.map((item) => item.due_on)
    expect(await days('due_on')).toEqual(['2026-11-25', '2026-12-01', '2026-12-01', '2027-01-01', null, null])
    expect(await days('-due_on')).toEqual([
      '2027-01-01',
      '2026-12-01',
      '2026-12-01',
      '2026-11-25',
      null,
      null,
    ])
  })

  test.each(['created_at', 'number', 'due_on', 'updated_at'].flatMap((sort) => [sort, `-${sort}`]))(
    'by %s, pages of two and slices by offset are the whole list, in its order',
    async (sort) => {
      const whole = await fetch({ sort })
      expect(whole).toMatchObject({ next_cursor: null })
      expect('total' in whole).toBe(false)
      const paged: number[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const page: Awaited<ReturnType<typeof fetch>> = await fetch({
          sort,
          limit: '2',
          ...(cursor && { cursor }),
        })
        paged.push(...sequence(page))
        cursor = page.next_cursor
      }
      expect(paged).toEqual(sequence(whole))
      const slice = await fetch({ sort, limit: '3', offset: '2' })
      expect(slice.total).toBe(6)
      expect(sequence(slice)).toEqual(sequence(whole).slice(2, 5))
    },
  )

  test('a cursor of another order, or a forged one, is refused', async () => {
    const { next_cursor: cursor } = await fetch({ sort: 'number', limit: '1' })
    for (const forged of [cursor ?? '', 'W10', 'x']) {
      await expect(fetch({ sort: 'due_on', cursor: forged })).rejects.toMatchObject({
        code: 'validation_failed',
        fields: { cursor: expect.any(String) },
      })
    }
    expect(RequestQuery.safeParse({ cursor: cursor ?? '', offset: '1' }).success).toBe(false)
    expect(RequestQuery.safeParse({ sort: 'reason' }).success).toBe(false)
  })
})

describe('narrowed', () => {
  test('to days of the site, both included', async () => {
    const request = await hospital.request({ reason: 'Just before midnight' })
    await set(request, { created_at: '2026-07-01T21:59:59Z' })
    const found = async (from: string, to: string) =>
      (await numbers('ada', { created_from: from, created_to: to })).includes(request.number)
    expect(await found('2026-07-01', '2026-07-01')).toBe(true)
    expect(await found('2026-07-02', '2026-07-02')).toBe(false)
    await set(request, { created_at: '2026-07-01T22:00:00Z' })
    expect(await found('2026-07-01', '2026-07-01')).toBe(false)
    expect(await found('2026-07-02', '2026-07-02')).toBe(true)
  })

  test('to what is out past its day: the day itself is still in time', async () => {
    const due = async (day: string | null) => {
      const approved = await hospital.decide('max', await hospital.request(), 'approve')
      await set(approved, { due_on: day })
      return approved
    }
    const late = await due('2026-11-20')
    const inTime = [await due('2026-11-21'), await due(null)]
    const pending = await hospital.request()
    await set(pending, { due_on: '2026-11-01' })
    expect(await numbers('ada', { overdue: 'true' })).toEqual([late.number])
    const others = await numbers('ada', { overdue: 'false' })
    expect(others).toEqual(expect.arrayContaining([...inTime, pending].map(({ number }) => number)))
    expect(others).not.toContain(late.number)
    const back = await hospital.decide('ada', { ...late }, 'return')
    expect(await numbers('ada', { overdue: 'true', ids: back.id })).toEqual([])
  })

  test('to who filed them', async () => {
    const { userId } = hospital.person('abe')
    const request = await hospital.request({}, 'abe')
    expect(await numbers('max', { created_by: userId })).toEqual([request.number])
  })

  test('to words in number, reason, labels as they were, and crates’ numbers', async () => {
    const crate = await hospital.crate('surgery', 'Zebra charts_100%')
    const request = await hospital.request({ crate_ids: [crate.id], reason: 'For the Ünique study' })
    for (const q of [
      request.number.slice(3),
      'ünique STUDY',
      'zebra',
      's_100%',
      crate.number.toLowerCase(),
    ]) {
      expect(await numbers('ada', { q }), q).toEqual([request.number])
    }
    for (const q of ['zebra_charts', 'zzz', '1%0', `${request.number} zebra`]) {
      expect(await numbers('ada', { q }), q).not.toContain(request.number)
    }
    expect(await list('ada', { q: 'zebra', offset: '0' })).toMatchObject({ total: 1 })
  })
})

describe('other units', () => {
  test('are in no list, count, search or export', async () => {
    const { archive, person, units } = hospital
    const crate = await hospital.crate('surgery', 'Quokka films')
    const request = await hospital.request({ crate_ids: [crate.id], reason: 'Quokka' })
    const asks: Record<string, string>[] = [
      { q: 'quokka' },
      { ids: request.id },
      { crate_id: crate.id },
      { unit_id: units.surgery },
      { created_by: person('ada').userId },
      { q: crate.number },
      { q: request.number },
      {},
    ]
    for (const ask of asks) {
      const seen = await list('eve', { ...ask, offset: '0' })
      expect(seen, JSON.stringify(ask)).toEqual({ items: [], next_cursor: null, total: 0 })
      const { ids: _, ...exported } = ask
      const pages = archive.requests.walk(person('eve'), exported)
      expect(await requestsCsv(pages).text()).not.toMatch(/quokka|WR-/i)
    }
    expect((await list('ada', { q: 'quokka', offset: '0' })).total).toBe(1)
    const { requests } = await archive.summary(person('eve'))
    expect(Object.values(requests).filter((count) => count !== 0)).toEqual([])
    for (const week of (await archive.trends(person('eve'))).weeks) {
      expect(week).toMatchObject({ opened: 0, closed: 0 })
    }
  })

  test('keep what a crate becomes after it was handed over', async () => {
    const { archive, as, person, units } = hospital
    const crate = await hospital.crate('surgery', 'Numbat')
    const asked = await hospital.request({
      kind: 'transfer',
      to_unit_id: units.radiology,
      crate_ids: [crate.id],
    })
    const done = await hospital.decide('ria', await hospital.decide('max', asked, 'approve'), 'approve')
    const { version } = await archive.crates.get(person('rob'), crate.id)
    await archive.crates.update(as('rob'), crate.id, { version, label: 'Wallaby', location: 'Vault' })
    const shown = await archive.requests.get(person('ada'), done.id)
    expect(shown.crates).toEqual([
      { id: crate.id, number: crate.number, label: 'Numbat', returned_at: null, returned_by: null },
    ])
    expect(JSON.stringify(shown)).not.toMatch(/Wallaby|Vault/)
    await expect(archive.crates.get(person('ada'), crate.id)).rejects.toMatchObject({ code: 'not_found' })
    expect((await archive.crates.list(person('ada'), { limit: 50, ids: [crate.id] })).items).toEqual([])
    expect(await numbers('ada', { q: 'wallaby' })).toEqual([])
    expect(await numbers('ada', { q: 'numbat' })).toEqual([done.number])
    await expect(hospital.request({ crate_ids: [crate.id] })).rejects.toMatchObject({
      fields: { 'crate_ids.0': expect.any(String) },
    })
  })
})

test('an export is the list: the same rows in the same order, and no cell runs', async () => {
  await using small = await createTestArchive({ now: () => NOW })
  const { archive, person } = small
  for (let index = 0; index < 3; index += 1) await small.request({ reason: `=SUM(${index})\nnext "line"` })
  const asked = { sort: 'number' } as const
  const text = await requestsCsv(archive.requests.walk(person('ada'), asked)).text()
  expect(text).toMatch(/^number,kind,status,/)
  const rows = text.matchAll(/^(WR-2026-\d+),withdrawal,pending,surgery,,"'=SUM\((\d)\)\nnext ""line""",/gm)
  expect([...rows].map(([, number, index]) => [number, index])).toEqual([
    ['WR-2026-001', '0'],
    ['WR-2026-002', '1'],
    ['WR-2026-003', '2'],
  ])
})

test('an export that is longer than one read has every row once', async () => {
  await using small = await createTestArchive({ now: () => NOW })
  const { id: unitId } = { id: small.units.surgery }
  await small.query(
    `INSERT INTO archive_requests (id, kind, number, number_year, number_seq, unit_id, reason, created_by_id)
     SELECT gen_random_uuid(), 'withdrawal', 'WR-2026-' || n, 2026, n, $1, 'x', $2 FROM generate_series(1, 450) AS n`,
    [unitId, small.person('ada').userId],
  )
  const seen: string[] = []
  for await (const page of small.archive.requests.walk(small.person('ada'), {})) {
    seen.push(...page.map(({ number }) => number))
  }
  expect([seen.length, new Set(seen).size]).toEqual([450, 450])
})

test('trends count what was filed and closed, by weeks of the site', async () => {
  await using small = await createTestArchive({ now: () => NOW })
  const { archive, person, decide, query } = small
  const filed = async (at: string) => {
    const request = await small.request()
    await query(`UPDATE archive_requests SET created_at = $2 WHERE id = $1`, [request.id, at])
    return request
  }
  // Sunday evening in the site's zone, and one second later: Monday.
  await filed('2026-11-15T22:59:59Z')
  const rejected = await filed('2026-11-15T23:00:00Z')
  await filed('2026-08-30T22:00:00Z')
  await filed('2026-08-30T21:59:59Z')
  await decide('max', rejected, 'reject')
  const out = await decide('max', await filed('2026-11-16T12:00:00Z'), 'approve')
  const { weeks } = await archive.trends(person('ada'))
  expect(weeks).toHaveLength(12)
  expect(weeks[0]).toEqual({ starts_on: '2026-08-31', opened: 1, closed: 0 })
  expect(weeks.slice(-2)).toEqual([
    { starts_on: '2026-11-09', opened: 1, closed: 0 },
    { starts_on: '2026-11-16', opened: 2, closed: 1 },
  ])
  await decide('ada', out, 'return')
  expect((await archive.trends(person('ada'))).weeks.at(-1)).toMatchObject({ opened: 2, closed: 2 })
})
