import { v7 as uuidv7 } from 'uuid'
import { REQUEST_KINDS, type RequestKind, type RequestStatus } from '../../contract/archiveRequest.ts'
import { type CrateStatus } from '../../contract/crate.ts'
import { isOpen } from '../../requestFlow.ts'
import { COMMENTS, NOTES, QUESTIONS, REASONS } from './demoWords.ts'
import type { DrawnCrate } from './drawCrates.ts'
import type { SeededRandom } from './seededRandom.ts'

/** A request as its table has it, with its parts; its number comes when it is written. */
export interface DrawnRequest {
  readonly id: string
  readonly kind: RequestKind
  readonly status: RequestStatus
  readonly unit_id: string
  readonly to_unit_id: string | null
  readonly reason: string
  readonly due_on: string | null
  readonly created_by_id: string
  readonly released_by_id: string | null
  readonly released_at: Date | null
  readonly decided_by_id: string | null
  readonly decided_at: Date | null
  readonly decision_note: string | null
  readonly version: number
  readonly created_at: Date
  readonly updated_at: Date
  readonly crates: readonly { readonly crate: DrawnCrate; readonly returned_at: Date | null }[]
  readonly sendBack: {
    readonly reason: string
    readonly by: string
    readonly at: Date
    readonly answered: Date | null
  } | null
  readonly comment: { readonly body: string; readonly by: string; readonly at: Date } | null
}

/** Who works in a unit and who decides there: one of each at least, nobody in both. Destructions need two who decide. */
export interface DemoStaff {
  readonly unitId: string
  readonly workers: readonly string[]
  readonly deciders: readonly string[]
}

export interface RequestPlan {
  readonly count: number
  readonly random: SeededRandom
  readonly staff: readonly DemoStaff[]
  /** Oldest first. Their state follows from the requests. */
  readonly crates: readonly DrawnCrate[]
  readonly from: number
  readonly to: number
}

/** So many of the last ones are open, so that every desk has something to do. */
const NEWEST = 90
const OPEN = ['pending', 'sent_back', 'approved'] as const
const DAY_MS = 86_400_000

/** Requests of many years, oldest first. Each crate stands in one of them at most, and is in the state that this one says. */
export function drawRequests(plan: RequestPlan): DrawnRequest[] {
  const { count, random, staff, crates, from, to } = plan
  const free = new Map(staff.map(({ unitId }) => [unitId, new Array<DrawnCrate>()]))
  let arrived = 0
  const requests: DrawnRequest[] = []
  for (let index = 0; index < count; index += 1) {
    const at = from + ((index + random.next()) / count) * (to - from)
    for (; (crates[arrived]?.created_at.getTime() ?? Infinity) < at; arrived += 1) {
      const crate = crates[arrived]
      if (crate) free.get(crate.unit_id)?.push(crate)
    }
    const request = drawRequest(plan, { at, left: count - index }, free)
    if (request) requests.push(request)
  }
  return requests
}

function drawRequest(
  { random, staff, to }: RequestPlan,
  { at, left }: { readonly at: number; readonly left: number },
  free: ReadonlyMap<string, DrawnCrate[]>,
): DrawnRequest | null {
  // Whoever has most crates asks most.
  const all = staff.map((each) => ({ ...each, shelf: free.get(each.unitId) ?? [] }))
  const sum = all.reduce((total, { shelf }) => total + shelf.length, 0)
  let point = random.int(Math.max(1, sum))
  const unit = all.find(({ shelf }) => (point -= shelf.length) < 0)
  if (!unit) return null
  const picked = takeSome(unit.shelf, random, 1 + random.int(3))
  const isNew = left <= NEWEST
  const kind = isNew ? kindFor(unit, left) : drawKind(random, unit)
  const target =
    kind === 'transfer' ? random.pick(staff.filter(({ unitId }) => unitId !== unit.unitId)) : null
  const status = isNew ? random.pick(OPEN) : drawStatus(random, kind, (to - at) / DAY_MS)
  const moments = { at, days: Math.min(5, (to - at) / DAY_MS), to }
  return settle({ random, kind, status, unit, target, picked, moments })
}

function takeSome(shelf: DrawnCrate[], random: SeededRandom, count: number): DrawnCrate[] {
  const taken: DrawnCrate[] = []
  while (taken.length < count && shelf.length > 0) {
    const index = random.int(shelf.length)
    const last = shelf.pop()
    const crate = shelf[index]
    if (last && crate) shelf[index] = last
    const picked = crate ?? last
    if (picked) taken.push(picked)
  }
  return taken
}

/** Of every kind in turn. */
function kindFor({ deciders }: DemoStaff, turn: number): RequestKind {
  const kind = REQUEST_KINDS[turn % REQUEST_KINDS.length] ?? 'withdrawal'
  return kind === 'destruction' && deciders.length < 2 ? 'transfer' : kind
}

function drawKind(random: SeededRandom, { deciders }: DemoStaff): RequestKind {
  const point = random.next()
  if (point < 0.78) return 'withdrawal'
  return point < 0.92 || deciders.length < 2 ? 'transfer' : 'destruction'
}

function drawStatus(random: SeededRandom, kind: RequestKind, daysAgo: number): RequestStatus {
  const point = random.next()
  if (daysAgo < 6 && point < 0.6) return point < 0.5 ? 'pending' : 'sent_back'
  if (daysAgo < (kind === 'withdrawal' ? 40 : 12) && point < 0.7) return 'approved'
  if (point > 0.94) return 'cancelled'
  return point > 0.86 ? 'rejected' : 'completed'
}

interface Settling {
  readonly random: SeededRandom
  readonly kind: RequestKind
  readonly status: RequestStatus
  readonly unit: DemoStaff
  readonly target: DemoStaff | null
  readonly picked: readonly DrawnCrate[]
  readonly moments: { readonly at: number; readonly days: number; readonly to: number }
}

/** What the request's history was, so that it came to its status; its crates are left as this leaves them. */
function settle({ random, kind, status, unit, target, picked, moments }: Settling): DrawnRequest {
  const { at, days, to } = moments
  const after = (share: number) => new Date(Math.min(to, at + share * days * DAY_MS))
  const creator = random.pick(unit.workers)
  const [first, second] = random.chance(0.5) ? unit.deciders : unit.deciders.toReversed()
  const isReleased = status === 'approved' || status === 'completed'
  const isClosed = !isOpen(kind, status)
  const closer = {
    withdrawal: creator,
    transfer: target?.deciders.find((id) => id !== creator),
    destruction: second,
  }[kind]
  const decider = status === 'completed' ? closer : status === 'cancelled' ? creator : first
  const isAsked = status === 'sent_back' || random.chance(0.06)
  const closedAt =
    kind === 'withdrawal' && status === 'completed' ? new Date(Math.min(to, at + 20 * DAY_MS)) : after(0.9)
  const updatedAt = isClosed ? closedAt : isReleased ? after(0.6) : isAsked ? after(0.3) : new Date(at)
  const returned = kind === 'withdrawal' && status === 'completed' ? closedAt : null
  for (const crate of picked) {
    leave(crate, { kind, status, target, at, updatedAt })
  }
  return {
    id: uuidv7({ msecs: at }),
    kind,
    status,
    unit_id: unit.unitId,
    to_unit_id: target?.unitId ?? null,
    reason: random.pick(REASONS[kind]),
    due_on: kind === 'withdrawal' ? dayOf(at + (7 + random.int(21)) * DAY_MS) : null,
    created_by_id: creator,
    released_by_id: isReleased ? (first ?? null) : null,
    released_at: isReleased ? after(0.6) : null,
    decided_by_id: isClosed ? (decider ?? null) : null,
    decided_at: isClosed ? closedAt : null,
    decision_note: isClosed && random.chance(0.6) ? random.pick(NOTES) : null,
    version: 1 + (isAsked ? (status === 'sent_back' ? 1 : 2) : 0) + (isReleased ? 1 : 0) + (isClosed ? 1 : 0),
    created_at: new Date(at),
    updated_at: updatedAt,
    crates: picked.map((crate) => ({ crate, returned_at: returned })),
    sendBack: isAsked
      ? {
          reason: random.pick(QUESTIONS),
          by: first ?? creator,
          at: after(0.2),
          answered: status === 'sent_back' ? null : after(0.3),
        }
      : null,
    comment: random.chance(0.3)
      ? { body: random.pick(COMMENTS), by: random.chance(0.5) ? creator : (first ?? creator), at: after(0.4) }
      : null,
  }
}

const HELD: Readonly<Record<RequestKind, CrateStatus>> = {
  withdrawal: 'withdrawn',
  transfer: 'in_transfer',
  destruction: 'requested',
}

function leave(
  crate: DrawnCrate,
  {
    kind,
    status,
    target,
    at,
    updatedAt,
  }: Pick<Settling, 'kind' | 'status' | 'target'> & { readonly at: number; readonly updatedAt: Date },
): void {
  crate.version += status === 'pending' ? 1 : 2
  crate.updated_at = updatedAt
  if (status === 'pending' || status === 'sent_back') crate.status = 'requested'
  if (status === 'approved') crate.status = HELD[kind]
  if (status === 'completed' && kind === 'destruction') crate.status = 'destroyed'
  if (status === 'completed' && target) crate.unit_id = target.unitId
  // Nobody may ask for the destruction of what must still be kept.
  if (kind === 'destruction') crate.retain_until = dayOf(at - 2 * DAY_MS)
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)
