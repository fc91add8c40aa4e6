import { v7 as uuidv7 } from 'uuid'
import { AppError } from '../../../platform/appError.ts'
import type { WardlineTx } from '../../../platform/database/createDatabase.ts'
import type { ArchiveRequest, RequestCreate, RequestUpdate } from '../contract/archiveRequest.ts'
import { mayAskForCrates, mayReadRequest, type Asker } from '../policy.ts'
import { checkRetention } from './checkRetention.ts'
import { dueDay } from './dueDay.ts'
import { holdCrates, setCrates } from './holdCrates.ts'
import { lockRequest } from './lockRows.ts'
import { presentRequest, REQUEST_PARTS, type RequestRow } from './presentRequest.ts'
import { toDay } from './siteDay.ts'
import type { SeriesNumber } from './takeNumber.ts'

/** Locks and reads a request for a write; throws not_found where there is none or the actor may not see it. */
export async function readForWrite(tx: WardlineTx, actor: Asker, id: string): Promise<RequestRow> {
  const row = await lockRequest(tx, id)
  if (row === null) throw new AppError('not_found')
  if (!mayReadRequest(actor, row)) throw new AppError('not_found', { denied: true })
  return row
}

/** A request as it is filed. `today`: of the site. */
export interface Filed {
  readonly input: RequestCreate
  readonly number: SeriesNumber
  readonly today: string
}

/** Files a request and holds its crates. A repetition under the same id answers what the first one made. */
export async function fileRequest(
  tx: WardlineTx,
  actor: Asker,
  { input, number, today }: Filed,
): Promise<ArchiveRequest> {
  const { id = uuidv7(), kind, reason } = input
  const taken = await tx.archiveRequest.findUnique({ where: { id }, include: REQUEST_PARTS })
  if (taken !== null) {
    // Whoever filed it may be in another unit by now.
    const isRepeat = taken.createdById === actor.userId && taken.kind === kind && mayReadRequest(actor, taken)
    if (isRepeat) return presentRequest(taken)
    throw new AppError('conflict', { message: 'This id is taken.' })
  }
  const ids = [...new Set(input.crate_ids)]
  const crates = await holdCrates(tx, actor, { ids, heldBy: null })
  const unitId = crates[0]?.unitId
  if (unitId === undefined || !mayAskForCrates(actor, unitId)) throw new AppError('forbidden')
  const toUnitId = await destination(tx, { kind, unitId, toUnitId: input.to_unit_id })
  const dueOn = dueDay(kind, input.due_on, today)
  if (kind === 'destruction') checkRetention(crates, today)
  await tx.archiveRequest.create({
    data: { id, kind, ...number, unitId, toUnitId, reason, dueOn, createdById: actor.userId },
  })
  await tx.archiveRequestCrate.createMany({
    data: crates.map((crate) => ({ requestId: id, unitId, crateId: crate.id, label: crate.label })),
  })
  await setCrates(tx, ids, { status: 'requested' })
  return await present(tx, id)
}

/** Changes what a locked request asks for; crates that it lets go are stored again. */
export async function editRequest(
  tx: WardlineTx,
  actor: Asker,
  { row, input, today }: { readonly row: RequestRow; readonly input: RequestUpdate; readonly today: string },
): Promise<ArchiveRequest> {
  const held = row.crates.map(({ crate }) => crate.id)
  const ids = input.crate_ids ? [...new Set(input.crate_ids)] : held
  const dropped = held.filter((id) => !ids.includes(id))
  const added = ids.filter((id) => !held.includes(id))
  const toUnitId =
    input.to_unit_id === undefined
      ? row.toUnitId
      : await destination(tx, { kind: row.kind, unitId: row.unitId, toUnitId: input.to_unit_id })
  // A day that stands may have passed meanwhile: only another one is looked at.
  const isNewDay = input.due_on !== undefined && input.due_on !== toDay(row.dueOn)
  const dueOn = isNewDay ? dueDay(row.kind, input.due_on, today) : row.dueOn
  const reason = input.reason ?? row.reason
  const isExchange = added.length + dropped.length > 0
  if (!isExchange && !isNewDay && toUnitId === row.toUnitId && reason === row.reason) {
    return presentRequest(row)
  }
  if (isExchange) await exchangeCrates(tx, actor, { row, ids, added, dropped, today })
  await tx.archiveRequest.update({
    where: { id: row.id },
    data: { reason, toUnitId, dueOn, version: { increment: 1 } },
  })
  return await present(tx, row.id)
}

/** Reads back what was written, as it leaves the server. */
export async function present(tx: WardlineTx, id: string): Promise<ArchiveRequest> {
  return presentRequest(await tx.archiveRequest.findUniqueOrThrow({ where: { id }, include: REQUEST_PARTS }))
}

interface Exchange {
  readonly row: RequestRow
  readonly ids: readonly string[]
  readonly added: readonly string[]
  readonly dropped: readonly string[]
  readonly today: string
}

async function exchangeCrates(
  tx: WardlineTx,
  actor: Asker,
  { row, ids, added, dropped, today }: Exchange,
): Promise<void> {
  // All that is touched is locked in one go, those that leave too: two statements could meet another's in a circle.
  await tx.$queryRaw`
    SELECT id FROM crates WHERE id = ANY(${[...ids, ...dropped]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
  const crates = await holdCrates(tx, actor, { ids, heldBy: row.id })
  if (crates[0]?.unitId !== row.unitId) {
    throw new AppError('validation_failed', {
      fields: { crate_ids: `All crates must stand in ${row.unit.name}.` },
    })
  }
  if (row.kind === 'destruction') checkRetention(crates, today)
  await tx.archiveRequestCrate.deleteMany({ where: { requestId: row.id, crateId: { in: [...dropped] } } })
  await tx.archiveRequestCrate.createMany({
    data: crates
      .filter((crate) => added.includes(crate.id))
      .map((crate) => ({ requestId: row.id, unitId: row.unitId, crateId: crate.id, label: crate.label })),
  })
  if (dropped.length > 0) await setCrates(tx, dropped, { status: 'stored' })
  if (added.length > 0) await setCrates(tx, added, { status: 'requested' })
}

/** Where a transfer goes; null for other kinds, which must not name a unit. */
async function destination(
  tx: WardlineTx,
  { kind, unitId, toUnitId }: { kind: RequestRow['kind']; unitId: string; toUnitId: string | undefined },
): Promise<string | null> {
  const refuse = (sentence: string) => new AppError('validation_failed', { fields: { to_unit_id: sentence } })
  if (kind !== 'transfer') {
    if (toUnitId !== undefined) throw refuse('Only a transfer goes to another unit.')
    return null
  }
  if (toUnitId === undefined) throw refuse('Say which unit the crates go to.')
  if (toUnitId === unitId) throw refuse('The crates are in this unit already.')
  if ((await tx.unit.count({ where: { id: toUnitId } })) === 0) throw refuse('There is no such unit.')
  return toUnitId
}
