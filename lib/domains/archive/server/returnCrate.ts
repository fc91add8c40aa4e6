import type { WardlineTx } from '../../../platform/database/createDatabase.ts'
import type { Asker } from '../policy.ts'
import { lockRequest } from './lockRows.ts'
import type { RequestRow } from './presentRequest.ts'

/**
 * Locks the withdrawal that a crate is out with, before the crate itself is: the order of locks is the request first.
 * Null where it is out with none. Look again once the crate is locked: it may have come back meanwhile.
 */
export async function lockWithdrawalOf(tx: WardlineTx, crateId: string): Promise<RequestRow | null> {
  const asked = await tx.archiveRequestCrate.findFirst({
    where: { crateId, returnedAt: null, request: { kind: 'withdrawal', status: 'approved' } },
    select: { requestId: true },
  })
  return asked && (await lockRequest(tx, asked.requestId))
}

/** Notes on a locked withdrawal that one of its crates is back. The last one closes it, in the name of who brought it. */
export async function returnCrate(
  tx: WardlineTx,
  actor: Asker,
  { row, crateId, at }: { readonly row: RequestRow; readonly crateId: string; readonly at: Date },
): Promise<void> {
  await tx.archiveRequestCrate.updateMany({
    where: { requestId: row.id, crateId },
    data: { returnedAt: at, returnedById: actor.userId },
  })
  const isLast = row.crates.every(({ crate, returnedAt }) => crate.id === crateId || returnedAt !== null)
  await tx.archiveRequest.update({
    where: { id: row.id },
    data: {
      version: { increment: 1 },
      ...(isLast && { status: 'completed', decidedById: actor.userId, decidedAt: at }),
    },
  })
}
