import * as z from 'zod/mini'
import { formatDay } from '@/components/ui/formatTime'
import type { FormRules } from '@/hooks/forms/formState.ts'
import { dateOf } from '@/lib/domains/archive/calendarDay.ts'
import {
  RequestKind,
  type ArchiveRequest,
  type RequestCreate,
  type RequestUpdate,
} from '@/lib/domains/archive/contract/archiveRequest.ts'
import { requestLook } from './archiveLooks.ts'
import type { Difference } from './ConflictPanel.tsx'

/** A crate that was picked. */
export const PickedCrate = z.object({
  id: z.string(),
  number: z.string(),
  label: z.string(),
  /** Where it stands; missing where the request says it. */
  unitId: z.optional(z.string()),
})
export type PickedCrate = z.infer<typeof PickedCrate>

/** What one fills in to ask for crates. */
export const RequestFields = z.object({
  kind: RequestKind,
  crates: z.array(PickedCrate),
  toUnitId: z.nullable(z.string()),
  /** YYYY-MM-DD; of withdrawals. */
  dueOn: z.string(),
  reason: z.string(),
})
export type RequestFields = z.infer<typeof RequestFields>

/** The form's fields as a request has them. */
export const requestFieldsOf = (request: ArchiveRequest): RequestFields => ({
  kind: request.kind,
  crates: request.crates.map(({ id, number, label }) => ({ id, number, label })),
  toUnitId: request.to_unit?.id ?? null,
  dueOn: request.due_on ?? '',
  reason: request.reason,
})

type Numbered = Pick<PickedCrate, 'number'>

const numbersOf = (crates: readonly Numbered[]) =>
  crates
    .map(({ number }) => number)
    .toSorted()
    .join(', ')

const showDay = (day: string | null) => (day ? formatDay(dateOf(day), 'UTC') : '')

/** `unitName` says what a unit is called; `needsDay`: a withdrawal must say when it is back (older ones never did). */
export const requestRules = (
  unitName: (id: string) => string,
  needsDay: boolean,
): FormRules<RequestFields> => ({
  kind: { label: 'Kind', wire: 'kind', show: String },
  crates: {
    label: 'Crates',
    wire: 'crate_ids',
    show: numbersOf,
    isSame: (one, other) => numbersOf(one) === numbersOf(other),
    problem: (crates) => (crates.length === 0 ? 'Pick at least one crate.' : undefined),
  },
  toUnitId: {
    label: 'To unit',
    wire: 'to_unit_id',
    show: (id) => (id === null ? '' : unitName(id)),
    problem: (id, { kind }) => (kind === 'transfer' && id === null ? 'Choose where they go.' : undefined),
  },
  dueOn: {
    label: 'Back by',
    wire: 'due_on',
    show: showDay,
    problem: (day, { kind }) =>
      needsDay && kind === 'withdrawal' && day === '' ? 'Say when they are to be back.' : undefined,
  },
  reason: {
    label: 'Reason',
    wire: 'reason',
    show: String,
    problem: (reason) => (reason.trim() === '' ? 'Say what they are needed for.' : undefined),
  },
})

/** A new request as the server takes it. */
export const toRequestCreate = ({ kind, crates, reason, toUnitId, dueOn }: RequestFields): RequestCreate => ({
  kind,
  crate_ids: crates.map(({ id }) => id),
  reason,
  ...(kind === 'transfer' && toUnitId && { to_unit_id: toUnitId }),
  ...(kind === 'withdrawal' && dueOn && { due_on: dueOn }),
})

/** The fields as the server takes them; only those that are named. The kind cannot be changed. */
export function toRequestChange(
  fields: RequestFields,
  names: readonly (keyof RequestFields)[],
): Omit<RequestUpdate, 'version'> {
  const has = (name: keyof RequestFields) => names.includes(name)
  return {
    ...(has('crates') && { crate_ids: fields.crates.map(({ id }) => id) }),
    ...(has('reason') && { reason: fields.reason }),
    ...(has('toUnitId') && fields.kind === 'transfer' && fields.toUnitId && { to_unit_id: fields.toUnitId }),
    ...(has('dueOn') && fields.kind === 'withdrawal' && fields.dueOn && { due_on: fields.dueOn }),
  }
}

/** What is other in `newer`, in words, for whoever is about to decide. */
export function changesBetween(base: ArchiveRequest, newer: ArchiveRequest): Difference[] {
  const rows = [
    { label: 'Status', was: requestLook(base).label, now: statusOf(newer) },
    { label: 'Reason', was: base.reason, now: newer.reason },
    { label: 'Crates', was: numbersOf(base.crates), now: numbersOf(newer.crates) },
    { label: 'To unit', was: base.to_unit?.name ?? '', now: newer.to_unit?.name ?? '' },
    { label: 'Back by', was: showDay(base.due_on), now: showDay(newer.due_on) },
  ]
  return rows
    .filter(({ label, was, now }) => (label === 'Status' ? base.status !== newer.status : was !== now))
    .map(({ label, now }) => ({ label, now }))
}

/** The state with whoever brought it about, where that is known. */
function statusOf(request: ArchiveRequest): string {
  const sentBy = request.send_backs.at(-1)?.sent_by ?? null
  const person = request.status === 'sent_back' ? sentBy : (request.decided_by ?? request.released_by)
  return person && request.status !== 'pending'
    ? `${requestLook(request).label}, by ${person.name}`
    : requestLook(request).label
}
