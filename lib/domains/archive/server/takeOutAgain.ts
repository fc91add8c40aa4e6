import { AppError } from '../../../platform/appError.ts'
import type { WardlineTx } from '../../../platform/database/createDatabase.ts'
import { PUT_BACK_UNDO_MINUTES } from '../contract/crate.ts'
import type { Asker } from '../policy.ts'
import { lockRequest } from './lockRows.ts'
import { presentCrate, type CrateRow } from './presentCrate.ts'
import type { RequestRow } from './presentRequest.ts'

/** A crate of a withdrawal that came back, with its withdrawal as it is, locked. */
export interface Returned {
  readonly withdrawal: RequestRow
  readonly returnedAt: Date
  readonly returnedById: string | null
}

/** Locks the withdrawal that a crate came back from last, before the crate itself is locked. Null where it came back from none. */
export async function lockLastReturn(tx: WardlineTx, crateId: string): Promise<Returned | null> {
  const where = { crateId, request: { kind: 'withdrawal' } } as const
  const orderBy = { returnedAt: 'desc' } as const
  const last = await tx.archiveRequestCrate.findFirst({
    where: { ...where, returnedAt: { not: null } },
    select: { requestId: true },
    orderBy,
  })
  const withdrawal = last && (await lockRequest(tx, last.requestId))
  if (!withdrawal) return null
  const row = await tx.archiveRequestCrate.findFirst({
    where: { ...where, requestId: withdrawal.id },
    select: { returnedAt: true, returnedById: true },
  })
  return row?.returnedAt ? { withdrawal, returnedAt: row.returnedAt, returnedById: row.returnedById } : null
}

/**
 * Takes back that somebody has put a locked crate back: it is out again with its withdrawal, which is open again where this
 * return had closed it. Only whoever put it back can, only for some minutes, and only while nobody has asked for it since.
 * The crate itself is the caller's to write.
 */
export async function takeOutAgain(
  tx: WardlineTx,
  actor: Asker,
  { row, returned, at }: { readonly row: CrateRow; readonly returned: Returned | null; readonly at: Date },
): Promise<void> {
  const isFree = row.status === 'stored' && row.requests.length === 0
  const isFresh =
    returned !== null && at.getTime() - returned.returnedAt.getTime() <= PUT_BACK_UNDO_MINUTES * 60_000
  if (!returned || !isFree || !isFresh || returned.returnedById !== actor.userId) {
    throw new AppError('conflict', {
      message: `${row.number} can no longer be taken out again like this. File a request for it.`,
      current: presentCrate(row),
    })
  }
  const { withdrawal, returnedAt } = returned
  const wasLast =
    withdrawal.status === 'completed' && withdrawal.decidedAt?.getTime() === returnedAt.getTime()
  const isOpen = withdrawal.status === 'approved'
  if (!isOpen && !wasLast) throw new AppError('conflict', { current: presentCrate(row) })
  await tx.archiveRequestCrate.updateMany({
    where: { requestId: withdrawal.id, crateId: row.id },
    data: { returnedAt: null, returnedById: null },
  })
  await tx.archiveRequest.update({
    where: { id: withdrawal.id },
    data: {
      version: { increment: 1 },
      ...(wasLast && { status: 'approved', decidedById: null, decidedAt: null, decisionNote: null }),
    },
  })
}
