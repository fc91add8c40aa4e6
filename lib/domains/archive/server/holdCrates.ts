import { AppError } from '../../../platform/appError.ts'
import type { WardlineTx } from '../../../platform/database/createDatabase.ts'
import type { CrateStatus } from '../contract/crate.ts'
import { mayReadCrate, type Asker } from '../policy.ts'
import { lockCrates } from './lockRows.ts'
import type { CrateRow } from './presentCrate.ts'

/**
 * Locks the crates that a request asks for and makes sure that it can have them: they exist, the actor may see them,
 * they stand in one unit, and no other request holds them. Whoever comes second is told which one does.
 */
export async function holdCrates(
  tx: WardlineTx,
  actor: Asker,
  { ids, heldBy }: { readonly ids: readonly string[]; readonly heldBy: string | null },
): Promise<CrateRow[]> {
  const rows = new Map((await lockCrates(tx, ids)).map((row) => [row.id, row]))
  const crates = ids.map((id, index) => {
    const row = rows.get(id)
    if (row === undefined || !mayReadCrate(actor, row)) {
      throw new AppError('validation_failed', {
        fields: { [`crate_ids.${index}`]: 'There is no such crate, or you may not see it.' },
        denied: row !== undefined,
      })
    }
    return row
  })
  const strangers = crates.filter((row) => row.unitId !== crates[0]?.unitId)
  if (strangers.length > 0) {
    throw new AppError('validation_failed', {
      fields: { crate_ids: 'All crates of one request must stand in the same unit.' },
    })
  }
  const busy = crates.filter(
    (row) => row.status !== 'stored' && row.requests[0]?.request.id !== (heldBy ?? ''),
  )
  if (busy.length > 0) throw refusal(busy, ids)
  return crates
}

/** Sets what becomes of crates that are locked. `unitId`: they go over to that unit. */
export async function setCrates(
  tx: WardlineTx,
  ids: readonly string[],
  to: { readonly status: CrateStatus; readonly unitId?: string },
): Promise<void> {
  await tx.crate.updateMany({ where: { id: { in: [...ids] } }, data: { ...to, version: { increment: 1 } } })
}

const STATES: Readonly<Record<CrateStatus, string>> = {
  stored: 'is stored',
  requested: 'is requested',
  withdrawn: 'is withdrawn',
  in_transfer: 'is on its way to another unit',
  destroyed: 'has been destroyed',
}

function refusal(busy: readonly CrateRow[], ids: readonly string[]): AppError {
  const sentences = busy.map((row) => {
    const request = row.requests[0]?.request
    return request
      ? `${row.number} already stands in ${request.number}.`
      : `${row.number} ${STATES[row.status]}.`
  })
  return new AppError('conflict', {
    message:
      sentences.slice(0, 3).join(' ') + (sentences.length > 3 ? ` And ${sentences.length - 3} more.` : ''),
    fields: Object.fromEntries(
      busy.map((row, index) => [`crate_ids.${ids.indexOf(row.id)}`, sentences[index] ?? '']),
    ),
  })
}
