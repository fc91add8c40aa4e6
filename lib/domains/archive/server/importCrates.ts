import { AppError } from '../../../platform/appError.ts'
import type { Database, WardlinePrisma } from '../../../platform/database/createDatabase.ts'
import type { CrateImport, CrateImported } from '../contract/crate.ts'
import { mayReadCrate, mayRegisterCrate, type Asker } from '../policy.ts'
import type { ServiceCall } from '../../../platform/http/serviceCall.ts'
import { checkLine, type ReadLine } from './checkImport.ts'
import type { SeriesNumber } from './takeNumber.ts'
import type { DeskActor } from '../../identity/contract.ts'

type Result = CrateImported['results'][number]
type Verdict = Pick<Result, 'outcome' | 'number' | 'problems'>

interface Parts {
  readonly database: Database
  /** So many numbers for crates, one after the other. */
  readonly nextNumbers: (count: number) => Promise<SeriesNumber[]>
}

/**
 * Registers the good lines of a piece of an import, all in one transaction and under numbers that follow one another, and
 * says what is wrong with the others. A line whose id is there already, from an earlier sending or one at the same time,
 * makes no second crate. A dry run writes nothing and takes no number.
 */
export async function importCrates(
  { database, nextNumbers }: Parts,
  call: ServiceCall<DeskActor>,
  input: CrateImport,
): Promise<CrateImported> {
  const unitId = await readUnit(database.prisma, call.actor, input)
  const verdicts = new Map<CrateImport['lines'][number], Verdict>()
  const read = await readLines(database.prisma, input, verdicts)
  const known = await readKnown(database.prisma, call.actor, [...read.keys()])
  const fresh = [...read.values()].filter(({ id }) => !known.has(id))
  const made = input.dry_run ? null : await write({ database, nextNumbers }, call, { unitId, fresh })
  return {
    results: input.lines.map((line) => {
      const verdict =
        verdicts.get(line) ?? known.get(line.id) ?? (made ? made.get(line.id) : { ...NOTHING_WRONG })
      return { line: line.line, id: line.id, ...(verdict ?? TAKEN) }
    }),
  }
}

const NOTHING_WRONG: Verdict = { outcome: 'valid', number: null, problems: {} }
const refused = (problems: Result['problems']): Verdict => ({ outcome: 'refused', number: null, problems })
/** Whose it is, is nobody's business. */
const TAKEN = refused({ id: 'This id is taken.' })

async function readUnit(db: WardlinePrisma, actor: Asker, { unit_id }: CrateImport): Promise<string> {
  const unitId = unit_id ?? actor.unitId
  if (unitId === null) throw new AppError('validation_failed', { fields: { unit_id: 'Say which unit.' } })
  if (!mayRegisterCrate(actor, unitId)) throw new AppError('forbidden')
  if ((await db.unit.count({ where: { id: unitId } })) === 0) {
    throw new AppError('validation_failed', { fields: { unit_id: 'There is no such unit.' } })
  }
  return unitId
}

/** The good lines by id; the others get their verdict. */
async function readLines(
  db: WardlinePrisma,
  { lines }: CrateImport,
  verdicts: Map<CrateImport['lines'][number], Verdict>,
): Promise<Map<string, ReadLine>> {
  const rules = await db.retentionRule.findMany({ select: { id: true, name: true } })
  const ruleIds = new Map(rules.map(({ id, name }) => [name.toLowerCase(), id]))
  const good = new Map<string, ReadLine>()
  for (const line of lines) {
    const checked = checkLine(line, ruleIds)
    if ('problems' in checked) verdicts.set(line, refused(checked.problems))
    else if (good.has(line.id)) verdicts.set(line, refused({ id: 'Another line has the same id.' }))
    else good.set(line.id, checked.read)
  }
  return good
}

/** What is there already under these ids. */
async function readKnown(
  db: WardlinePrisma,
  actor: Asker,
  ids: readonly string[],
): Promise<Map<string, Verdict>> {
  const rows = await db.crate.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, number: true, unitId: true },
  })
  return new Map(
    rows.map((row) => [
      row.id,
      mayReadCrate(actor, row) ? { outcome: 'exists', number: row.number, problems: {} } : TAKEN,
    ]),
  )
}

async function write(
  { database, nextNumbers }: Parts,
  call: ServiceCall<DeskActor>,
  { unitId, fresh }: { readonly unitId: string; readonly fresh: readonly ReadLine[] },
): Promise<Map<string, Verdict>> {
  if (fresh.length === 0) return new Map()
  const numbers = await nextNumbers(fresh.length)
  const data = fresh.flatMap((line, index) => {
    const number = numbers[index]
    return number ? [{ ...line, ...number, unitId }] : []
  })
  return await database.inTransaction(call.stamp, async (tx) => {
    // In the order of ids, as everywhere: two that bring the same lines wait for one another, never in a circle.
    const created = await tx.crate.createManyAndReturn({
      data: data.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      skipDuplicates: true,
      select: { id: true, number: true },
    })
    const made = new Map<string, Verdict>(
      created.map(({ id, number }) => [id, { outcome: 'created', number, problems: {} }]),
    )
    // What somebody else brought meanwhile is committed by now.
    const others = fresh.filter(({ id }) => !made.has(id)).map(({ id }) => id)
    const known = await readKnown(tx, call.actor, others)
    return new Map([...made, ...known])
  })
}
