import { v7 as uuidv7 } from 'uuid'
import { applyStamp, type WardlineTx } from '../../../platform/database/createDatabase.ts'
import type { Prisma } from '../../../platform/database/generated/client.ts'
import type { CrateStatus } from '../contract/crate.ts'
import {
  CONTENTS,
  DEMO_REQUESTS,
  DEMO_RULES,
  OLD_PAPERS,
  type DemoContents,
  type DemoRequest,
} from './demoArchiveScript.ts'
import { demoRequest, type DemoHospital } from './demoRequest.ts'
import { dateOf } from '../calendarDay.ts'
import { siteYear } from './siteYear.ts'
import { formatNumber } from './takeNumber.ts'

const CRATES = 72
const DAY_MS = 86_400_000

/** What the crates of a request in a state are; what is not named has let them go. */
const HELD: Readonly<Record<string, CrateStatus>> = {
  'withdrawal pending': 'requested',
  'withdrawal sent_back': 'requested',
  'withdrawal approved': 'withdrawn',
  'transfer pending': 'requested',
  'transfer sent_back': 'requested',
  'transfer approved': 'in_transfer',
  'destruction pending': 'requested',
  'destruction sent_back': 'requested',
  'destruction approved': 'requested',
  'destruction completed': 'destroyed',
}

const PREFIX = { withdrawal: 'WR', transfer: 'TR', destruction: 'DR' } as const

/**
 * Fills an empty archive: rules of retention, 72 crates over all units, half of them in the first two, and requests of every
 * kind in every state. The first two units need a manager and somebody else each, and the first one two managers, or the
 * house an admin.
 */
export async function seedArchive(tx: WardlineTx, hospital: DemoHospital): Promise<void> {
  const { now, siteTimeZone } = hospital
  const year = siteYear(now.getTime(), siteTimeZone)
  const rules = DEMO_RULES.map((rule) => ({ id: uuidv7(), ...rule }))
  const crates = demoCrates(hospital, { year, rules })
  const requests = demoRequests(hospital, { crates, year, rules })
  await tx.retentionRule.createMany({ data: rules })
  for (const { id: unitId } of hospital.units) {
    await actAs(tx, registrar(hospital, unitId))
    await tx.crate.createMany({ data: crates.filter((crate) => crate.unitId === unitId) })
  }
  for (const { comments, ...request } of requests) {
    await actAs(tx, request.createdById)
    await tx.archiveRequest.create({ data: request })
    for (const comment of comments) {
      await actAs(tx, comment.authorId)
      await tx.archiveComment.create({
        data: { ...comment, requestId: request.id, unitId: request.unitId },
      })
    }
  }
  await actAs(tx, null)
  await setSeries(tx, [
    ...crates.map(({ numberYear, numberSeq }) => ({ prefix: 'CR', year: numberYear, last: numberSeq })),
    ...requests.map(({ number, numberYear, numberSeq }) => ({
      prefix: number.slice(0, 2),
      year: numberYear,
      last: numberSeq,
    })),
  ])
}

const actAs = (tx: WardlineTx, actorId: string | null) =>
  applyStamp(tx, { actorId, sessionId: null, changeId: null, address: null })

/** A clerk of the unit, else anybody of it, else somebody of the house. */
function registrar({ people }: DemoHospital, unitId: string): string | null {
  const own = people.filter((person) => person.unitId === unitId)
  const found =
    own.find(({ role }) => role === 'clerk') ?? own[0] ?? people.find((each) => each.unitId === null)
  return found?.id ?? null
}

type Rules = readonly { readonly id: string; readonly years: number }[]
type NewCrate = Prisma.CrateCreateManyInput & { id: string; label: string }

function demoCrates(
  { units, now }: DemoHospital,
  { year, rules }: { year: number; rules: Rules },
): NewCrate[] {
  return Array.from({ length: CRATES }, (_, index) => {
    const isLastYears = index < CRATES / 3
    const numberSeq = isLastYears ? index + 1 : index + 1 - CRATES / 3
    const numberYear = isLastYears ? year - 1 : year
    const createdAt = new Date(now.getTime() - (CRATES - index) * 3 * DAY_MS)
    const unit = units[index % 2 === 0 ? (index / 2) % 2 : ((index - 1) / 2) % units.length]
    const held = CONTENTS[index % CONTENTS.length] ?? OLD_PAPERS
    return {
      id: uuidv7(),
      number: formatNumber('CR', numberYear, numberSeq),
      numberYear,
      numberSeq,
      unitId: unit?.id ?? '',
      location: `Basement B${1 + (index % 3)}, aisle ${1 + (index % 7)}, shelf ${1 + (index % 5)}`,
      createdAt,
      updatedAt: createdAt,
      ...filledWith(held, { year, rules }),
    }
  })
}

/** Records are kept from the end of the year of their newest paper. */
function filledWith(held: DemoContents, { year, rules }: { year: number; rules: Rules }) {
  const rule = held.rule === null ? undefined : rules[held.rule]
  return {
    label: held.label,
    contents: held.contents ?? '',
    retentionRuleId: rule?.id ?? null,
    retainUntil: rule ? dateOf(`${year - held.age + rule.years}-12-31`) : null,
  }
}

type NewRequest = ReturnType<typeof demoRequest> & {
  number: string
  numberYear: number
  numberSeq: number
}

/** Takes free crates of the giving unit for each request of the script, and sets their state. */
function demoRequests(
  hospital: DemoHospital,
  { crates, year, rules }: { crates: NewCrate[]; year: number; rules: Rules },
): NewRequest[] {
  const free = new Set(crates)
  const counts = { WR: 0, TR: 0, DR: 0 }
  return DEMO_REQUESTS.map((script) => {
    const [unit, other] = script.from === 'first' ? hospital.units : hospital.units.slice(0, 2).toReversed()
    if (!unit || !other) throw new Error('the demo archive needs two units')
    const picked = [...free].filter((crate) => crate.unitId === unit.id).slice(0, script.crates)
    for (const crate of picked) {
      free.delete(crate)
      Object.assign(crate, afterwards(script, other.id))
      if (script.kind === 'destruction') Object.assign(crate, filledWith(OLD_PAPERS, { year, rules }))
    }
    const prefix = PREFIX[script.kind]
    const numberSeq = (counts[prefix] += 1)
    const number = { number: formatNumber(prefix, year, numberSeq), numberYear: year, numberSeq }
    return { ...number, ...demoRequest(hospital, { script, unitId: unit.id, otherId: other.id, picked }) }
  })
}

function afterwards({ kind, status }: DemoRequest, otherId: string): Partial<NewCrate> {
  const isMoved = kind === 'transfer' && status === 'completed'
  return { status: HELD[`${kind} ${status}`] ?? 'stored', version: 2, ...(isMoved && { unitId: otherId }) }
}

async function setSeries(
  tx: WardlineTx,
  given: readonly { prefix: string; year: number; last: number }[],
): Promise<void> {
  for (const { prefix, year, last } of given) {
    await tx.$executeRaw`
      INSERT INTO number_series (prefix, year, last) VALUES (${prefix}, ${year}, ${last})
      ON CONFLICT (prefix, year) DO UPDATE SET last = GREATEST(number_series.last, excluded.last)`
  }
}
