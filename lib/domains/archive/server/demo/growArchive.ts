import { v7 as uuidv7 } from 'uuid'
import type { Database, WardlineTx } from '../../../../platform/database/createDatabase.ts'
import { siteYear } from '../siteYear.ts'
import { takeNumbers, type SeriesNumber } from '../takeNumber.ts'
import { DEMO_RULES } from './demoWords.ts'
import { drawCrates, type DrawnCrate } from './drawCrates.ts'
import { drawRequests, type DemoStaff, type DrawnRequest } from './drawRequests.ts'
import { createSeededRandom } from './seededRandom.ts'

export interface GrowthPlan {
  readonly crates: number
  readonly requests: number
  /** Of the whole house; the first unit gets two thirds of the crates. */
  readonly staff: readonly DemoStaff[]
  readonly now: Date
  /** IANA. */
  readonly siteTimeZone: string
  /** The same seed draws the same archive. */
  readonly seed: number
  /** Called as rows are written. */
  readonly onProgress?: (written: number, of: number) => void
}

const YEARS = 8
const BATCH = 2_500
const SHARES = [0.66, 0.14, 0.08, 0.12]
const NOBODY = { actorId: null, sessionId: null, changeId: null, address: null }

/**
 * Adds years of crates and requests to the archive, in one transaction and through the capture like any other write: a
 * running server announces them, merged where they are many, and a stopped one does so at its next start.
 */
export async function growArchive(database: Database, plan: GrowthPlan): Promise<void> {
  const random = createSeededRandom(plan.seed)
  const to = plan.now.getTime()
  const from = to - YEARS * 365.25 * 86_400_000
  const rules = await missingRules(database)
  const ruleIds = DEMO_RULES.map(({ name }) => rules.ids.get(name) ?? '')
  const units = plan.staff.map(({ unitId }, index) => ({ id: unitId, share: SHARES[index] ?? 0 }))
  const crates = drawCrates({ count: plan.crates, random, units, ruleIds, from, to })
  const requests = drawRequests({ count: plan.requests, random, staff: plan.staff, crates, from, to })
  const crateNumbers = await numberAll(database, crates, () => 'CR', plan)
  const requestNumbers = await numberAll(database, requests, ({ kind }) => PREFIX[kind], plan)
  const tables = [
    { table: 'retention_rules', rows: rules.missing },
    { table: 'crates', rows: crates.map((crate, index) => ({ ...crate, ...crateNumbers[index] })) },
    {
      table: 'archive_requests',
      rows: requests.map((request, index) => requestRow(request, requestNumbers[index])),
    },
    { table: 'archive_request_crates', rows: requests.flatMap(partRows) },
    { table: 'send_backs', rows: requests.flatMap(sendBackRows) },
    { table: 'archive_comments', rows: requests.flatMap(commentRows) },
  ]
  const all = tables.reduce((sum, { rows }) => sum + rows.length, 0)
  let written = 0
  await database.inTransaction(
    NOBODY,
    async (tx) => {
      written = 0
      for (const { table, rows } of tables) {
        for (let start = 0; start < rows.length; start += BATCH) {
          const batch = rows.slice(start, start + BATCH)
          await insert(tx, table, batch)
          plan.onProgress?.((written += batch.length), all)
        }
      }
    },
    { timeoutMs: 600_000 },
  )
}

const PREFIX = { withdrawal: 'WR', transfer: 'TR', destruction: 'DR' } as const

interface NumberColumns {
  readonly number: string
  readonly number_year: number
  readonly number_seq: number
}

/** Numbers for rows that are in the order of their creation, taken from each year's series at once. */
async function numberAll<Row extends { readonly created_at: Date }>(
  database: Database,
  rows: readonly Row[],
  prefixOf: (row: Row) => string,
  { siteTimeZone }: GrowthPlan,
): Promise<NumberColumns[]> {
  const seriesOf = (row: Row) => `${prefixOf(row)} ${siteYear(row.created_at.getTime(), siteTimeZone)}`
  const series = rows.map(seriesOf)
  const counts = new Map<string, number>()
  for (const each of series) counts.set(each, (counts.get(each) ?? 0) + 1)
  const taken = new Map<string, SeriesNumber[]>()
  for (const [each, count] of counts) {
    const [prefix = '', year] = each.split(' ')
    taken.set(each, (await takeNumbers(database.prisma, prefix, { year: Number(year), count })).toReversed())
  }
  return series.map((each) => {
    const next = taken.get(each)?.pop()
    if (!next) throw new Error(`the series ${each} has run out of numbers`)
    return { number: next.number, number_year: next.numberYear, number_seq: next.numberSeq }
  })
}

async function missingRules(database: Database) {
  const known = await database.prisma.retentionRule.findMany({ select: { id: true, name: true } })
  const ids = new Map(known.map(({ id, name }) => [name, id]))
  const missing = DEMO_RULES.filter(({ name }) => !ids.has(name)).map((rule) => ({ id: uuidv7(), ...rule }))
  for (const { id, name } of missing) ids.set(name, id)
  return { ids, missing: missing.map((rule) => ({ ...rule, version: 1, created_at: new Date() })) }
}

function requestRow(request: DrawnRequest, number: NumberColumns | undefined) {
  const { crates: _crates, sendBack: _sendBack, comment: _comment, ...row } = request
  return { ...row, ...number }
}

const partRows = ({ id, unit_id, crates, decided_by_id }: DrawnRequest) =>
  crates.map(({ crate, returned_at }: { crate: DrawnCrate; returned_at: Date | null }) => ({
    id: uuidv7(),
    request_id: id,
    unit_id,
    crate_id: crate.id,
    label: crate.label,
    returned_at,
    returned_by_id: returned_at && decided_by_id,
  }))

const sendBackRows = ({ id, unit_id, created_by_id, sendBack: it }: DrawnRequest) =>
  it
    ? [
        {
          id: uuidv7(),
          request_id: id,
          unit_id,
          reason: it.reason,
          sent_by_id: it.by,
          created_at: it.at,
          answered_at: it.answered,
          answered_by_id: it.answered && created_by_id,
        },
      ]
    : []

const commentRows = ({ id, unit_id, comment: it }: DrawnRequest) =>
  it ? [{ id: uuidv7(), request_id: id, unit_id, author_id: it.by, body: it.body, created_at: it.at }] : []

/** `table` is one of ours, never anybody's input. */
async function insert(tx: WardlineTx, table: string, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
    .map((name) => `"${name}"`)
    .join(', ')
  await tx.$executeRawUnsafe(
    `INSERT INTO ${table} (${columns})
     SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
    JSON.stringify(rows),
  )
}
