import { v7 as uuidv7 } from 'uuid'
import type { Prisma } from '../../../platform/database/generated/client.ts'
import type { DemoRequest } from './demoArchiveScript.ts'
import { addDays, dateOf, dayAt } from '../calendarDay.ts'

/** Whom the demo archive belongs to. */
export interface DemoHospital {
  /** The unit with the most going on first, then the one that transfers go to. */
  readonly units: readonly { readonly id: string }[]
  readonly people: readonly { readonly id: string; readonly role: string; readonly unitId: string | null }[]
  readonly now: Date
  /** IANA. */
  readonly siteTimeZone: string
}

/** A request of the script with the units and crates that it is about. */
export interface Setting {
  readonly script: DemoRequest
  readonly unitId: string
  readonly otherId: string
  readonly picked: readonly { readonly id: string; readonly label: string }[]
}

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** The row of a request as if people had filed, discussed and decided it, and what they said, apart. */
export function demoRequest(hospital: DemoHospital, setting: Setting) {
  const { script, unitId, otherId, picked } = setting
  const { kind, status, reason, daysAgo, daysOut = 14 } = script
  const at = (hours: number) => new Date(hospital.now.getTime() - daysAgo * DAY_MS + hours * HOUR_MS)
  const filedOn = dayAt(at(0).getTime(), hospital.siteTimeZone)
  const trace = traceOf(hospital, setting, at)
  return {
    id: uuidv7({ msecs: at(0).getTime() }),
    kind,
    status,
    unitId,
    toUnitId: kind === 'transfer' ? otherId : null,
    reason,
    dueOn: kind === 'withdrawal' ? dateOf(addDays(filedOn, daysOut)) : null,
    createdById: asker(hospital, unitId),
    createdAt: at(0),
    ...trace,
    crates: {
      create: picked.map((crate) => ({
        crateId: crate.id,
        label: crate.label,
        ...(kind === 'withdrawal' &&
          status === 'completed' && { returnedAt: at(3), returnedById: asker(hospital, unitId) }),
      })),
    },
    sendBacks: { create: sendBacks(hospital, setting, at) },
    /** Each is written by its author, after the request. */
    comments: comments(hospital, setting, at),
  } satisfies Omit<
    Prisma.ArchiveRequestUncheckedCreateInput,
    'number' | 'numberYear' | 'numberSeq' | 'comments'
  > & { comments: readonly object[] }
}

type At = (hours: number) => Date

/** Who said yes first, who closed it, and how often it was written. */
function traceOf(hospital: DemoHospital, { script, unitId, otherId }: Setting, at: At) {
  const { kind, status, note, sentBack } = script
  const isReleased = status === 'approved' || status === 'completed'
  const isClosed = status === 'completed' || status === 'rejected' || status === 'cancelled'
  const changes = Number(isReleased) + Number(isClosed) + (sentBack ? (status === 'sent_back' ? 1 : 2) : 0)
  const closers = {
    completed: () =>
      kind === 'withdrawal'
        ? asker(hospital, unitId)
        : kind === 'transfer'
          ? manager(hospital, otherId)
          : secondManager(hospital, unitId),
    rejected: () => manager(hospital, unitId),
    cancelled: () => asker(hospital, unitId),
  }
  return {
    version: 1 + changes,
    updatedAt: at(changes),
    ...(isReleased && { releasedById: manager(hospital, unitId), releasedAt: at(2) }),
    ...(isClosed && { decidedById: closers[status](), decidedAt: at(3), decisionNote: note ?? null }),
  }
}

function sendBacks(hospital: DemoHospital, { script, unitId }: Setting, at: At) {
  if (script.sentBack === undefined) return []
  const answeredAt = script.status === 'sent_back' ? null : at(1.5)
  const sentById = manager(hospital, unitId)
  const answeredById = answeredAt && asker(hospital, unitId)
  return [{ id: uuidv7(), sentById, reason: script.sentBack, createdAt: at(1), answeredAt, answeredById }]
}

function comments(hospital: DemoHospital, { script, unitId }: Setting, at: At) {
  return (script.comments ?? []).map(({ by, words }, index) => ({
    id: uuidv7(),
    authorId: by === 'asker' ? asker(hospital, unitId) : manager(hospital, unitId),
    body: words,
    createdAt: at(4 + index),
  }))
}

const asker = (hospital: DemoHospital, unitId: string) =>
  someone(hospital, (person) => person.unitId === unitId && person.role !== 'manager')

const manager = (hospital: DemoHospital, unitId: string) =>
  someone(hospital, (person) => person.unitId === unitId && person.role === 'manager')

/** Another manager of the unit, else somebody of the house. */
function secondManager(hospital: DemoHospital, unitId: string): string {
  const first = manager(hospital, unitId)
  const second = hospital.people.find(
    ({ id, role, unitId: unit }) => unit === unitId && role === 'manager' && id !== first,
  )
  return second?.id ?? someone(hospital, ({ role, unitId: unit }) => unit === null && role.endsWith('admin'))
}

function someone(
  { people }: DemoHospital,
  isWanted: (person: DemoHospital['people'][number]) => boolean,
): string {
  const person = people.find(isWanted)
  if (!person) throw new Error('the demo archive needs a manager and somebody else in its first two units')
  return person.id
}
