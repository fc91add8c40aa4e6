import { AppError } from '../../../platform/appError.ts'
import type { WardlineTx } from '../../../platform/database/createDatabase.ts'
import type { ArchiveRequest, ReopenInput } from '../contract/archiveRequest.ts'
import { PUT_BACK_UNDO_MINUTES } from '../contract/crate.ts'
import { mayDecide, type Asker } from '../policy.ts'
import { checkVersion } from './checkVersion.ts'
import { setCrates } from './holdCrates.ts'
import { lockCrates } from './lockRows.ts'
import { presentRequest, type RequestRow } from './presentRequest.ts'
import { present } from './writeRequest.ts'

/**
 * Takes back that somebody has confirmed the return of a locked withdrawal: the crates that came back with that are out
 * again. Only whoever confirmed it can, only for some minutes, and only while nobody has asked for one of them since.
 */
export async function reopenWithdrawal(
  tx: WardlineTx,
  actor: Asker,
  { row, input, at }: { readonly row: RequestRow; readonly input: ReopenInput; readonly at: Date },
): Promise<ArchiveRequest> {
  checkVersion(input.version, row, () => presentRequest(row))
  if (!mayDecide(actor, row, 'return')) throw new AppError('forbidden')
  const { decidedAt } = row
  const isOwnReturn =
    row.kind === 'withdrawal' && row.status === 'completed' && row.decidedById === actor.userId
  const isFresh = decidedAt !== null && at.getTime() - decidedAt.getTime() <= PUT_BACK_UNDO_MINUTES * 60_000
  if (!isOwnReturn || !isFresh) throw refusal(row, `${row.number} can no longer be reopened like this.`)
  const ids = row.crates
    .filter(({ returnedAt }) => returnedAt?.getTime() === decidedAt.getTime())
    .map(({ crate }) => crate.id)
  const crates = await lockCrates(tx, ids)
  const taken = crates.find(({ status, requests }) => status !== 'stored' || requests.length > 0)
  if (taken) throw refusal(row, `${taken.number} has been asked for since.`)
  await setCrates(tx, ids, { status: 'withdrawn' })
  await tx.archiveRequestCrate.updateMany({
    where: { requestId: row.id, crateId: { in: ids } },
    data: { returnedAt: null, returnedById: null },
  })
  await tx.archiveRequest.update({
    where: { id: row.id },
    data: {
      status: 'approved',
      decidedById: null,
      decidedAt: null,
      decisionNote: null,
      version: { increment: 1 },
    },
  })
  return await present(tx, row.id)
}

const refusal = (row: RequestRow, sentence: string) =>
  new AppError('conflict', {
    message: `${sentence} File a request for what is out again.`,
    current: presentRequest(row),
  })
