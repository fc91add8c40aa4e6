import { v7 as uuidv7 } from 'uuid'
import type { WardlineTx } from '../../../platform/database/createDatabase.ts'
import type { Prisma } from '../../../platform/database/generated/client.ts'
import type { CrateStatus } from '../contract.ts'
import { CONTENTS, DEMO_REQUESTS, type DemoRequest } from './demoArchiveScript.ts'
import { siteYear } from './siteYear.ts'
import { formatNumber } from './takeNumber.ts'

/** Whom the demo archive belongs to. */
export interface DemoHospital {
  /** The unit with the most going on first, then the one that transfers go to. */
  readonly units: readonly { readonly id: string }[]
  readonly people: readonly { readonly id: string; readonly role: string; readonly unitId: string | null }[]
  readonly now: Date
  /** IANA. */
  readonly siteTimeZone: string
}

const CRATES = 60
const DAY_MS = 86_400_000
const HELD: Partial<Record<DemoRequest['status'], CrateStatus>> = {
  pending: 'requested',
  sent_back: 'requested',
}

/**
 * Fills an empty archive: 60 crates over all units, half of them in the first two, and a dozen requests in every state.
 * The first two units need a manager and somebody else each.
 */
export async function seedArchive(tx: WardlineTx, hospital: DemoHospital): Promise<void> {
  const { now, siteTimeZone } = hospital
  const year = siteYear(now.getTime(), siteTimeZone)
  const crates = demoCrates(hospital, year)
  const requests = demoRequests(hospital, { crates, year })
  await tx.crate.createMany({ data: crates })
  for (const request of requests) await tx.archiveRequest.create({ data: request })
  await setSeries(tx, [
    ...crates.map(({ numberYear, numberSeq }) => ({ prefix: 'CR', year: numberYear, last: numberSeq })),
    ...requests.map(({ number, numberYear, numberSeq }) => ({
      prefix: number.slice(0, 2),
      year: numberYear,
      last: numberSeq,
    })),
  ])
}

type NewCrate = Prisma.CrateCreateManyInput & { id: string; label: string }

function demoCrates({ units, now }: DemoHospital, year: number): NewCrate[] {
  return Array.from({ length: CRATES }, (_, index) => {
    const isLastYears = index < CRATES / 3
    const numberSeq = isLastYears ? index + 1 : index + 1 - CRATES / 3
    const numberYear = isLastYears ? year - 1 : year
    const createdAt = new Date(now.getTime() - (CRATES - index) * 3 * DAY_MS)
    const unit = units[index % 2 === 0 ? (index / 2) % 2 : ((index - 1) / 2) % units.length]
    return {
      id: uuidv7(),
      number: formatNumber('CR', numberYear, numberSeq),
      numberYear,
      numberSeq,
      unitId: unit?.id ?? '',
      label: CONTENTS[index % CONTENTS.length] ?? '',
      location: `Basement B${1 + (index % 3)}, aisle ${1 + (index % 7)}, shelf ${1 + (index % 5)}`,
      createdAt,
      updatedAt: createdAt,
    }
  })
}

type NewRequest = Prisma.ArchiveRequestUncheckedCreateInput & {
  number: string
  numberYear: number
  numberSeq: number
}

/** Takes free crates of the giving unit for each request of the script, and sets their state. */
function demoRequests(
  hospital: DemoHospital,
  { crates, year }: { crates: NewCrate[]; year: number },
): NewRequest[] {
  const free = new Set(crates)
  const counts = { WR: 0, TR: 0 }
  return DEMO_REQUESTS.map((script) => {
    const [unit, other] = script.from === 'first' ? hospital.units : hospital.units.slice(0, 2).toReversed()
    if (!unit || !other) throw new Error('the demo archive needs two units')
    const picked = [...free].filter((crate) => crate.unitId === unit.id).slice(0, script.crates)
    const prefix = script.kind === 'withdrawal' ? 'WR' : 'TR'
    const status = crateStatus(script)
    for (const crate of picked) {
      free.delete(crate)
      Object.assign(crate, { status, version: 2 }, script.status === 'completed' && { unitId: other.id })
    }
    const numberSeq = (counts[prefix] += 1)
    const number = { number: formatNumber(prefix, year, numberSeq), numberYear: year, numberSeq }
    return { ...number, ...demoRequest(hospital, { script, unitId: unit.id, otherId: other.id, picked }) }
  })
}

function crateStatus({ kind, status }: DemoRequest): CrateStatus {
  if (status === 'approved') return kind === 'withdrawal' ? 'withdrawn' : 'in_transfer'
  return HELD[status] ?? 'stored'
}

interface Setting {
  readonly script: DemoRequest
  readonly unitId: string
  readonly otherId: string
  readonly picked: readonly NewCrate[]
}

function demoRequest({ people, now }: DemoHospital, { script, unitId, otherId, picked }: Setting) {
  const { kind, status, reason, daysAgo, note } = script
  const someone = (isWanted: (role: string) => boolean, unit: string) => {
    const person = people.find((each) => each.unitId === unit && isWanted(each.role))
    if (!person) throw new Error('the demo archive needs a manager and somebody else in its first two units')
    return person.id
  }
  const manager = (unit: string) => someone((role) => role === 'manager', unit)
  const at = (hours: number) => new Date(now.getTime() - daysAgo * DAY_MS + hours * 3_600_000)
  const createdById = someone((role) => role !== 'manager', unitId)
  const isTransfer = kind === 'transfer'
  const isReleased = isTransfer && (status === 'approved' || status === 'completed')
  const isDecided = !['pending', 'sent_back'].includes(status) && !(isTransfer && status === 'approved')
  const decidedById =
    status === 'cancelled' ? createdById : manager(status === 'completed' ? otherId : unitId)
  const sendBack = {
    id: uuidv7(),
    sentById: manager(unitId),
    reason: script.sentBack ?? '',
    createdAt: at(1),
  }
  return {
    id: uuidv7(),
    kind,
    status,
    unitId,
    toUnitId: isTransfer ? otherId : null,
    reason,
    createdById,
    version: status === 'pending' && !script.sentBack ? 1 : 2,
    createdAt: at(0),
    updatedAt: at(isDecided ? 3 : 1),
    ...(isReleased && { releasedById: manager(unitId), releasedAt: at(2) }),
    ...(isDecided && { decidedById, decidedAt: at(3), decisionNote: note ?? null }),
    crates: { create: picked.map((crate) => ({ crateId: crate.id, label: crate.label })) },
    ...(script.sentBack && {
      sendBacks: { create: [{ ...sendBack, answeredAt: status === 'sent_back' ? null : at(2) }] },
    }),
  }
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
