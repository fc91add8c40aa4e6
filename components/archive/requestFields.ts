import type { ArchiveRequest, RequestKind } from '@/lib/domains/archive/contract.ts'
import { requestLook } from './archiveLooks.ts'
import type { Difference } from './ConflictPanel.tsx'
import type { PickedCrate } from './CratePicker.tsx'

/** What one fills in. */
export interface RequestFields {
  readonly kind: RequestKind
  readonly crates: readonly PickedCrate[]
  readonly toUnitId: string | null
  readonly reason: string
}

/** The form's fields as a request has them. */
export const toFields = (request: ArchiveRequest): RequestFields => ({
  kind: request.kind,
  crates: request.crates,
  toUnitId: request.to_unit?.id ?? null,
  reason: request.reason,
})

const numbersOf = (crates: readonly PickedCrate[]) =>
  crates
    .map(({ number }) => number)
    .toSorted()
    .join(', ')

/** What others changed since `base`, what one has changed oneself, and both put together. */
export function differencesBetween({
  base,
  newer,
  fields,
}: {
  readonly base: ArchiveRequest
  readonly newer: ArchiveRequest
  readonly fields: RequestFields
}): { readonly differences: Difference[]; readonly merged: RequestFields } {
  const [was, now] = [toFields(base), toFields(newer)]
  const touched = {
    reason: fields.reason !== was.reason,
    crates: numbersOf(fields.crates) !== numbersOf(was.crates),
    toUnitId: fields.toUnitId !== was.toUnitId,
  }
  return {
    differences: changesBetween(base, newer).map((change) =>
      change.label === 'Reason' && touched.reason
        ? { ...change, mine: fields.reason }
        : change.label === 'Crates' && touched.crates
          ? { ...change, mine: numbersOf(fields.crates) }
          : change.label === 'To unit' && touched.toUnitId
            ? { ...change, mine: 'another unit' }
            : change,
    ),
    merged: {
      kind: now.kind,
      reason: touched.reason ? fields.reason : now.reason,
      crates: touched.crates ? fields.crates : now.crates,
      toUnitId: touched.toUnitId ? fields.toUnitId : now.toUnitId,
    },
  }
}

/** What is other in `newer`, in words. */
export function changesBetween(base: ArchiveRequest, newer: ArchiveRequest): Difference[] {
  const rows = [
    { label: 'Status', was: requestLook(base).label, now: statusOf(newer) },
    { label: 'Reason', was: base.reason, now: newer.reason },
    { label: 'Crates', was: numbersOf(base.crates), now: numbersOf(newer.crates) },
    { label: 'To unit', was: base.to_unit?.name ?? '', now: newer.to_unit?.name ?? '' },
  ]
  return rows
    .filter(({ label, was, now }) => (label === 'Status' ? base.status !== newer.status : was !== now))
    .map(({ label, now }) => ({ label, mine: null, theirs: now }))
}

/** The state with whoever brought it about, where that is known. */
function statusOf(request: ArchiveRequest): string {
  const by = { ...request, sent_by: request.send_backs.at(-1)?.sent_by ?? null }
  const person = request.status === 'sent_back' ? by.sent_by : (request.decided_by ?? request.released_by)
  return person && request.status !== 'pending'
    ? `${requestLook(request).label}, by ${person.name}`
    : requestLook(request).label
}
