import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROLES, type DeskActor } from '../../identity/contract.ts'
import { CRATE_SORTS, type Crate, type CrateFilter } from '../contract/crate.ts'
import { createTestArchive, type TestArchive } from '../testing/createTestArchive.ts'
import { CrateQuery } from './archiveQueries.ts'
import { archiveScope, readableCrates, readableCratesSql } from './archiveScope.ts'
import { cratesCsv } from './cratesCsv.ts'

/** It is the 1st of June 2030, half past one at night, in Berlin; in UTC it is still May. */
const NOW = Date.parse('2030-05-31T23:30:00Z')
const PLACES = [
  'Basement B1',
  'basement b2',
  'Attic 100%',
  'Attic_1',
  'Überseehafen',
  'uberseehafen',
] as const
const LABELS = ['Charts', 'charts', 'X-ray films', 'Ærø', 'Zygote', 'Charts', 'Bro', 'Røntgen'] as const
const DAYS = ['2030-05-31', '2030-06-01', '2031-01-01', null] as const

let hospital: TestArchive
let everything: readonly Crate[]

beforeAll(async () => {
  hospital = await createTestArchive({ poolSize: 10, now: () => NOW })
  const { archive, as, units, request, decide } = hospital
  const rule = await archive.retentionRules.create(as('root'), { name: 'Charts', years: 10 })
  const made: Crate[] = []
  for (let index = 0; index < 24; index += 1) {
    made.push(
      await archive.crates.create(as('root'), {
        unit_id: [units.surgery, units.radiology, units.pharmacy][index % 3] ?? '',
        label: LABELS[index % 8] ?? '',
        location: PLACES[index % 6] ?? '',
        contents: index % 5 === 0 ? 'Volume 1\nvolume 2' : '',
        retain_until: DAYS[(index * 7) % 4] ?? null,
        retention_rule_id: index % 2 === 0 ? rule.id : null,
      }),
    )
  }
  const inSurgery = made.filter(({ unit }) => unit.id === units.surgery)
  await request({ crate_ids: [inSurgery[0]?.id ?? ''] })
  await decide('max', await request({ crate_ids: [inSurgery[3]?.id ?? ''] }), 'approve')
  // Registered at midnight of the site, and the last instant before it.
  await hospital.query(`UPDATE crates SET created_at = '2030-05-30T22:00:00Z' WHERE number_seq = 4`)
  await hospital.query(`UPDATE crates SET created_at = '2030-05-30T21:59:59.999Z' WHERE number_seq = 7`)
  await hospital.query(
    `UPDATE crates SET updated_at = date_trunc('hour', updated_at) WHERE number_seq % 2 = 0`,
  )
  everything = await list('root', {})
  expect(everything).toHaveLength(24)
})
afterAll(() => hospital[Symbol.asyncDispose]())

type Asked = Readonly<Record<string, string | undefined>>

const page = (name: Parameters<TestArchive['person']>[0], asked: Asked) =>
  hospital.archive.crates.list(hospital.person(name), CrateQuery.parse(asked))

async function list(name: Parameters<TestArchive['person']>[0], asked: Asked): Promise<Crate[]> {
  return (await page(name, { limit: '200', ...asked })).items
}

const numbers = (crates: readonly Crate[]) => crates.map(({ number }) => number)

/** Every person that could be: each role, in a unit and in none. */
const anybody = (): DeskActor[] =>
  ROLES.flatMap((role) =>
    [hospital.units.surgery, null].map((unitId) => ({ ...hospital.person('ada'), role, unitId })),
  )

test('what is readable is the same in both forms, for every role', async () => {
  const { prisma } = hospital.database
  const sizes = new Set<number>()
  for (const actor of anybody()) {
    const byPrisma = await prisma.crate.findMany({
      where: readableCrates(archiveScope(actor)),
      select: { id: true },
    })
    const bySql = await prisma.$queryRaw<
      { id: string }[]
    >`SELECT id FROM crates WHERE ${readableCratesSql(archiveScope(actor))}`
    const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).toSorted()
    expect(ids(bySql), `${actor.role} of ${actor.unitId}`).toEqual(ids(byPrisma))
    sizes.add(bySql.length)
  }
  expect(sizes).toEqual(new Set([0, 8, 24]))
})

test('another unit’s crates are in no list, no count, no search, no page by id and no export', async () => {
  const { archive, person, units } = hospital
  const foreign = everything.filter(({ unit }) => unit.id !== units.surgery)
  const ada = person('ada')
  expect(await list('ada', {})).toHaveLength(8)
  for (const asked of [
    {},
    { q: 'charts' },
    { location: 'attic' },
    { unit_id: units.radiology },
    { ids: foreign.map(({ id }) => id).join(',') },
    { sort: 'label' },
  ]) {
    const found = await page('ada', { ...asked, limit: '200', offset: '0' })
    expect(found.items.filter(({ unit }) => unit.id !== units.surgery)).toEqual([])
    expect(found.total).toBe(found.items.length)
  }
  const csv = await cratesCsv(archive.crates.walk(ada, {})).text()
  for (const { number } of foreign) expect(csv).not.toContain(number)
  expect(csv.split('\r\n')).toHaveLength(8 + 2)
  expect(await cratesCsv(archive.crates.walk({ ...ada, unitId: null }, {})).text()).not.toContain('CR-')
})

const FILTERS: readonly [CrateFilter, (crate: Crate) => boolean][] = [
  [{ status: 'requested' }, ({ status }) => status === 'requested'],
  [{ q: 'VOLUME 2' }, ({ contents }) => contents.includes('volume 2')],
  [{ q: '100%' }, ({ location }) => location === 'Attic 100%'],
  [{ q: 'films' }, ({ label }) => label === 'X-ray films'],
  [{ location: 'BASEMENT b' }, ({ location }) => location.toLowerCase().startsWith('basement b')],
  [{ location: 'attic_' }, ({ location }) => location === 'Attic_1'],
  [{ location: 'B1' }, () => false],
  [{ location: 'üBER' }, ({ location }) => location === 'Überseehafen'],
  [{ q: 'RØNT' }, ({ label }) => label === 'Røntgen'],
  [{ q: 'ærØ' }, ({ label }) => label === 'Ærø'],
  [{ created_to: '2030-05-30' }, ({ created_at: at }) => at < '2030-05-30T22'],
  [
    { created_from: '2030-05-31', created_to: '2030-05-31' },
    ({ created_at: at }) => at === '2030-05-30T22:00:00.000Z',
  ],
  [{ created_from: '2030-05-31' }, ({ created_at: at }) => at >= '2030-05-30T22'],
  [{ retention_over: true }, ({ retain_until: day }) => day !== null && day < '2030-06-01'],
  [{ retention_over: false }, ({ retain_until: day }) => day === null || day >= '2030-06-01'],
]

test.for(FILTERS)('%o holds what it says and counts it', async ([filter, holds]) => {
  const asked = Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, String(value)]))
  const wanted = everything.filter(holds)
  expect(await list('root', asked)).toEqual(wanted)
  expect(await page('root', { ...asked, offset: '0', limit: '1' })).toMatchObject({ total: wanted.length })
  const mine = wanted.filter(({ unit }) => unit.id === hospital.units.surgery)
  expect(await list('ada', asked)).toEqual(mine)
})

test('a list by rule holds the crates of the rule', async () => {
  const wanted = everything.filter(({ retention_rule: rule }) => rule !== null)
  expect(wanted).toHaveLength(12)
  expect(await list('root', { retention_rule_id: wanted[0]?.retention_rule?.id })).toEqual(wanted)
})

const SORTS = CRATE_SORTS.flatMap((sort) => [sort, `-${sort}`] as const)

test.for(SORTS)(
  'sorted by %s: offsets, cursors and the export agree, and nothing comes twice',
  async (sort) => {
    const whole = await list('root', { sort })
    expect(new Set(numbers(whole)).size).toBe(24)
    const byOffset: Crate[] = []
    const byCursor: Crate[] = []
    for (let offset = 0; offset < 24; offset += 5) {
      const part = await page('root', { sort, offset: String(offset), limit: '5' })
      expect(part.total).toBe(24)
      byOffset.push(...part.items)
    }
    for (let cursor: string | null | undefined; cursor !== null;) {
      const part = await page('root', { sort, limit: '5', ...(cursor && { cursor }) })
      byCursor.push(...part.items)
      cursor = part.next_cursor
    }
    expect(numbers(byOffset)).toEqual(numbers(whole))
    expect(numbers(byCursor)).toEqual(numbers(whole))
    const csv = await cratesCsv(hospital.archive.crates.walk(hospital.person('root'), { sort })).text()
    expect([...csv.matchAll(/^CR-\d+-\d+/gm)].map(([number]) => number)).toEqual(numbers(whole))
  },
)

test.for(CRATE_SORTS)('-%s is %s turned round', async (sort) => {
  const up = await list('root', { sort })
  const down = await list('root', { sort: `-${sort}` })
  const dated = (crates: readonly Crate[]) =>
    numbers(sort === 'retain_until' ? crates.filter(({ retain_until: day }) => day !== null) : crates)
  expect(dated(down)).toEqual(dated(up).toReversed())
})

test('crates of which nobody knows how long they are kept stand last, either way', async () => {
  for (const sort of ['retain_until', '-retain_until']) {
    const days = (await list('root', { sort })).map(({ retain_until: day }) => day)
    expect(days.findIndex((day) => day === null)).toBe(18)
    const known = days.slice(0, 18).map(String)
    expect(known).toEqual(sort === 'retain_until' ? known.toSorted() : known.toSorted().toReversed())
  }
})

test('states are sorted as they follow one another, numbers as numbers', async () => {
  const states = (await list('ada', { sort: 'status' })).map(({ status }) => status)
  expect(states).toEqual([...Array<string>(6).fill('stored'), 'requested', 'withdrawn'])
})

test('a cursor of one order is none of another, and nothing is paged both ways', async () => {
  const { next_cursor: cursor } = await page('root', { sort: 'label', limit: '1' })
  await expect(page('root', { cursor: cursor ?? '' })).rejects.toMatchObject({
    fields: { cursor: expect.any(String) },
  })
  const forged = Buffer.from('["2030-99-99","x"]').toString('base64url')
  await expect(page('root', { sort: 'updated_at', cursor: forged })).rejects.toMatchObject({
    code: 'validation_failed',
  })
  expect(CrateQuery.safeParse({ cursor: 'x', offset: '0' }).success).toBe(false)
  expect(CrateQuery.safeParse({ limit: '201' }).success).toBe(false)
  expect(CrateQuery.safeParse({ sort: '--label' }).success).toBe(false)
})

test('an export that nobody reads on asks for no further page', async () => {
  let asked = 0
  let isLeft = false
  async function* endless() {
    try {
      for (;;) {
        asked += 1
        yield everything
      }
    } finally {
      isLeft = true
    }
  }
  const reader = cratesCsv(endless()).body?.getReader()
  await reader?.read()
  await reader?.read()
  await reader?.cancel()
  expect(isLeft).toBe(true)
  expect(asked).toBeLessThan(5)
})
