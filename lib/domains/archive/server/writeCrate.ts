import { v7 as uuidv7 } from 'uuid'
import { AppError } from '../../../platform/appError.ts'
import type { WardlineTx } from '../../../platform/database/createDatabase.ts'
import type { Crate, CrateCreate, CrateUpdate } from '../contract/crate.ts'
import { CRATE_PARTS, presentCrate, type CrateRow } from './presentCrate.ts'
import { dateOf } from '../calendarDay.ts'
import { toDay } from './siteDay.ts'
import type { SeriesNumber } from './takeNumber.ts'

/**
 * Registers a crate under its number. A rule without a date leaves the date unknown: how old the records in the crate
 * are, and so when their years began, only people can say. Throws validation_failed for a unit or a rule that is not there.
 */
export async function registerCrate(
  tx: WardlineTx,
  input: CrateCreate & { readonly unitId: string },
  number: SeriesNumber,
): Promise<Crate> {
  const { id = uuidv7(), label, location, contents = '', unitId } = input
  const { retention_rule_id: retentionRuleId = null, retain_until: day = null } = input
  const taken = await tx.crate.findUnique({ where: { id }, include: CRATE_PARTS })
  if (taken !== null) {
    const wanted = { version: 1, unitId, label, location, contents, retentionRuleId }
    if (isSame(taken, wanted) && toDay(taken.retainUntil) === day) return presentCrate(taken)
    throw new AppError('conflict', { message: 'This id is taken.' })
  }
  if ((await tx.unit.count({ where: { id: unitId } })) === 0) {
    throw new AppError('validation_failed', { fields: { unit_id: 'There is no such unit.' } })
  }
  await refuseUnknownRule(tx, retentionRuleId)
  const retainUntil = day === null ? null : dateOf(day)
  const data = { id, ...number, unitId, label, location, contents, retentionRuleId, retainUntil }
  return presentCrate(await tx.crate.create({ data, include: CRATE_PARTS }))
}

/**
 * Changes a locked crate; what stands already is no change. A rule given without a date leaves the date as it is, unknown
 * ones included.
 */
export async function changeCrate(tx: WardlineTx, row: CrateRow, input: CrateUpdate): Promise<Crate> {
  const { label = row.label, location = row.location, contents = row.contents, status = row.status } = input
  const { retention_rule_id: retentionRuleId = row.retentionRuleId } = input
  const { retain_until: day = toDay(row.retainUntil) } = input
  if (row.status === 'destroyed') throw refusal(row, `${row.number} has been destroyed.`)
  // That a stored one may go out again has been looked at by `takeOutAgain`.
  if (status === 'stored' && row.status !== 'stored' && row.status !== 'withdrawn') {
    throw refusal(row, `${row.number} is held by a request. Only a withdrawn crate can be put back.`)
  }
  const wanted = { label, location, contents, status, retentionRuleId }
  if (isSame(row, wanted) && toDay(row.retainUntil) === day) return presentCrate(row)
  if (retentionRuleId !== row.retentionRuleId) await refuseUnknownRule(tx, retentionRuleId)
  const changed = await tx.crate.update({
    where: { id: row.id },
    data: { ...wanted, retainUntil: day === null ? null : dateOf(day), version: { increment: 1 } },
    include: CRATE_PARTS,
  })
  return presentCrate(changed)
}

function isSame(row: CrateRow, wanted: Partial<CrateRow>): boolean {
  const known = new Map<string, unknown>(Object.entries(row))
  return Object.entries(wanted).every(([field, value]) => known.get(field) === value)
}

async function refuseUnknownRule(tx: WardlineTx, id: string | null): Promise<void> {
  if (id === null || (await tx.retentionRule.count({ where: { id } })) > 0) return
  throw new AppError('validation_failed', { fields: { retention_rule_id: 'There is no such rule.' } })
}

const refusal = (row: CrateRow, message: string) =>
  new AppError('conflict', { message, current: presentCrate(row) })
