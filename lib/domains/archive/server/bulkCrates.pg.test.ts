import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BULK_MAX, CrateImport, type CrateImported } from '../contract/crate.ts'
import { createTestArchive, type TestArchive } from '../testing/createTestArchive.ts'

let hospital: TestArchive
beforeAll(async () => {
  hospital = await createTestArchive({ poolSize: 10 })
  await hospital.archive.retentionRules.create(hospital.as('root'), { name: 'Charts', years: 10 })
})
afterAll(() => hospital[Symbol.asyncDispose]())

type Line = CrateImport['lines'][number]

const line = (index: number, over: Partial<Line> = {}): Line => ({
  id: uuidv7(),
  line: index + 1,
  label: `Charts ${index}`,
  contents: '',
  location: 'B1',
  retention_rule: '',
  retain_until: '',
  ...over,
})

const outcomes = ({ results }: CrateImported) => results.map(({ outcome }) => outcome)

async function crateCount(): Promise<number> {
  return await hospital.database.prisma.crate.count()
}

test('an import writes what its lines say', async () => {
  const { archive, as, person } = hospital
  const full = line(0, {
    label: ' Charts ',
    contents: 'A\nB',
    retention_rule: ' charts',
    retain_until: '2040-12-31 ',
  })
  const { results } = await archive.crates.import(as('ada'), { lines: [full] })
  expect(results).toMatchObject([{ line: 1, id: full.id, outcome: 'created', problems: {} }])
  expect(await archive.crates.get(person('ada'), full.id)).toMatchObject({
    number: results[0]?.number,
    label: 'Charts',
    contents: 'A\nB',
    location: 'B1',
    retention_rule: { name: 'Charts' },
    retain_until: '2040-12-31',
    status: 'stored',
    version: 1,
  })
})

test('a bad line is told by column, and keeps no good one out', async () => {
  const lines = [
    line(0, { label: '  ' }),
    line(1, { label: 'x'.repeat(201), location: '' }),
    line(2, { contents: 'x'.repeat(4_001) }),
    line(3, { retention_rule: 'Nothing' }),
    line(4, { retain_until: '31.12.2040' }),
    line(5, { retain_until: '2041-02-29' }),
    line(6),
  ]
  const { results } = await hospital.archive.crates.import(hospital.as('ada'), { lines })
  expect(results.map(({ problems }) => Object.keys(problems).toSorted())).toEqual([
    ['label'],
    ['label', 'location'],
    ['contents'],
    ['retention_rule'],
    ['retain_until'],
    ['retain_until'],
    [],
  ])
  expect(results.at(-1)).toMatchObject({ outcome: 'created' })
  for (const { problems } of results) {
    for (const sentence of Object.values(problems)) expect(sentence).toMatch(/^[A-Z].*\.$/)
  }
})

test('a dry run finds the same, writes nothing and takes no number', async () => {
  const { archive, as } = hospital
  const lines = [line(0), line(1, { label: '' }), line(2)]
  const before = await crateCount()
  const dry = await archive.crates.import(as('ada'), { lines, dry_run: true })
  expect(outcomes(dry)).toEqual(['valid', 'refused', 'valid'])
  expect(await crateCount()).toBe(before)
  const first = await archive.crates.import(as('ada'), { lines })
  expect(outcomes(first)).toEqual(['created', 'refused', 'created'])
  const dryAgain = await archive.crates.import(as('ada'), { lines, dry_run: true })
  expect(outcomes(dryAgain)).toEqual(['exists', 'refused', 'exists'])
  const next = await hospital.crate()
  const numbers = [first.results[0]?.number, first.results[2]?.number, next.number]
  const [start = 0] = numbers.map((number) => Number(number?.split('-')[2]))
  expect(numbers.map((number) => Number(number?.split('-')[2]))).toEqual([start, start + 1, start + 2])
})

test('5,000 lines with 50 bad ones in ten pieces, each sent twice: 4,950 crates, numbers without a gap', async () => {
  await using large = await createTestArchive({ poolSize: 10 })
  const lines = Array.from({ length: 5_000 }, (_, index) =>
    line(index, index % 100 === 99 ? { location: '' } : {}),
  )
  const tally = { created: 0, refused: 0, exists: 0, valid: 0 }
  for (let start = 0; start < lines.length; start += BULK_MAX) {
    const input = CrateImport.parse({ lines: lines.slice(start, start + BULK_MAX) })
    const first = await large.archive.crates.import(large.as('ada'), input)
    const second = await large.archive.crates.import(large.as('ada'), input)
    for (const outcome of [...outcomes(first), ...outcomes(second)]) tally[outcome] += 1
    expect(second.results.map(({ number }) => number)).toEqual(first.results.map(({ number }) => number))
  }
  expect(tally).toEqual({ created: 4_950, refused: 100, exists: 4_950, valid: 0 })
  const [row] = await large.query<{ crates: string; last: number; outbox: string }>(
    `SELECT count(*) AS crates, max(number_seq) AS last,
            (SELECT count(*) FROM live_outbox WHERE model = 'Crate') AS outbox FROM crates`,
  )
  expect(row).toEqual({ crates: '4950', last: 4_950, outbox: '4950' })
})

test('the same piece several times at once makes every crate once, and every answer has its number', async () => {
  const { archive, as, query } = hospital
  const lines = Array.from({ length: 200 }, (_, index) => line(index))
  const answers = await Promise.all(
    [lines, lines, lines.toReversed(), lines].map((each) =>
      archive.crates.import(as('ada'), { lines: each }),
    ),
  )
  const created = answers.flatMap(({ results }) => results.filter(({ outcome }) => outcome === 'created'))
  expect(created).toHaveLength(200)
  const rows = await query<{ id: string; number: string }>(
    'SELECT id, number FROM crates WHERE id = ANY($1::uuid[])',
    [lines.map(({ id }) => id)],
  )
  const numbers = new Map(rows.map(({ id, number }) => [id, number]))
  expect(numbers.size).toBe(200)
  for (const { results } of answers) {
    for (const { id, number, outcome } of results) {
      expect([outcome === 'created' || outcome === 'exists', number]).toEqual([true, numbers.get(id)])
    }
  }
})

test('an id that is another unit’s crate is refused without a word about it; one twice in a piece, too', async () => {
  const { archive, as, crate } = hospital
  const foreign = await crate('radiology')
  const twice = line(1)
  const lines = [line(0, { id: foreign.id }), twice, { ...twice, line: 3 }]
  for (const dry_run of [true, false]) {
    const { results } = await archive.crates.import(as('ada'), { lines, dry_run })
    expect(results).toMatchObject([
      { outcome: 'refused', number: null, problems: { id: expect.any(String) } },
      { outcome: dry_run ? 'valid' : 'created' },
      { outcome: 'refused', problems: { id: expect.any(String) } },
    ])
    expect(JSON.stringify(results)).not.toContain(foreign.number)
  }
})

test('nobody imports into another unit, and people without a unit say which', async () => {
  const { archive, as, units } = hospital
  const lines = [line(0)]
  await expect(archive.crates.import(as('ada'), { lines, unit_id: units.radiology })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(archive.crates.import(as('root'), { lines })).rejects.toMatchObject({
    fields: { unit_id: expect.any(String) },
  })
  await expect(archive.crates.import(as('root'), { lines, unit_id: uuidv7() })).rejects.toMatchObject({
    fields: { unit_id: expect.any(String) },
  })
})

test('many crates are relocated at once; what cannot be is left alone and named', async () => {
  const { archive, as, person, crate, request } = hospital
  const [good, stale, unmoved] = [await crate(), await crate(), await crate()]
  const [gone, foreign] = [await crate(), await crate('radiology')]
  const held = await crate()
  await request({ crate_ids: [held.id] })
  await archive.crates.update(as('abe'), stale.id, { version: 1, label: 'Meanwhile' })
  await hospital.query(`UPDATE crates SET status = 'destroyed' WHERE id = $1`, [gone.id])
  const missing = uuidv7()
  const item = (id: string, version = 1, location = 'Attic') => ({ id, version, location })
  const { changed, refused } = await archive.crates.relocate(as('ada'), {
    items: [
      item(good.id),
      item(stale.id),
      item(gone.id),
      item(foreign.id),
      item(missing),
      item(held.id, 2),
      item(good.id),
      item(unmoved.id, 1, unmoved.location),
    ],
  })
  expect(changed).toMatchObject([
    { id: good.id, location: 'Attic', version: 2 },
    { id: held.id, location: 'Attic', version: 3, status: 'requested' },
    { id: unmoved.id, version: 1 },
  ])
  expect(refused).toEqual([
    { id: stale.id, number: stale.number, message: expect.stringContaining('meanwhile') },
    { id: gone.id, number: gone.number, message: expect.stringContaining('destroyed') },
    { id: foreign.id, number: null, message: expect.stringContaining('no such crate') },
    { id: missing, number: null, message: expect.stringContaining('no such crate') },
    { id: good.id, number: good.number, message: expect.stringContaining('twice') },
  ])
  expect((await archive.crates.get(person('root'), foreign.id)).location).toBe('B1')
  expect(Date.parse(changed[0]?.updated_at ?? '')).toBeGreaterThan(Date.parse(good.updated_at))
  const denied = await hospital.query(
    `SELECT 1 FROM audit_entries WHERE action = 'denied' AND actor_id = $1 AND detail ->> 'path' LIKE '%relocate'`,
    [person('ada').userId],
  )
  expect(denied).toHaveLength(1)
})

test('of two who relocate the same crates at once each crate goes with one of them', async () => {
  const { archive, as, crate } = hospital
  const crates = await Promise.all(Array.from({ length: 20 }, () => crate()))
  const to = (location: string, order: typeof crates) => ({
    items: order.map(({ id }) => ({ id, version: 1, location })),
  })
  const [one, other] = await Promise.all([
    archive.crates.relocate(as('ada'), to('Left', crates)),
    archive.crates.relocate(as('abe'), to('Right', crates.toReversed())),
  ])
  expect(one.changed.length + other.changed.length).toBe(20)
  expect(one.refused.length + other.refused.length).toBe(20)
})

test('a relocation repeated under its key answers the same and moves nothing again', async () => {
  const { archive, as, crate } = hospital
  const [moved, stale] = [await crate(), await crate()]
  const call = as('ada')
  const idempotency = { userId: call.actor.userId, key: uuidv7(), requestHash: 'same', status: 200 }
  const input = {
    items: [
      { id: moved.id, version: 1, location: 'Attic' },
      { id: stale.id, version: 7, location: 'Attic' },
    ],
  }
  const first = await archive.crates.relocate({ ...call, idempotency }, input)
  expect(first).toMatchObject({ changed: [{ version: 2 }], refused: [{ id: stale.id }] })
  expect(await archive.crates.relocate({ ...call, idempotency }, input)).toEqual(first)
})
