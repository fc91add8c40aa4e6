import { v7 as uuidv7 } from 'uuid'
import { AppError } from '../../../platform/appError.ts'
import type { Database, WardlineTx } from '../../../platform/database/createDatabase.ts'
import { onceInTransaction } from '../../../platform/http/idempotency.ts'
import type { Crate, CrateCreate, CratePage, CrateUpdate } from '../contract.ts'
import { mayDeleteCrate, mayEditCrate, mayReadCrate, mayRegisterCrate, type Asker } from '../policy.ts'
import type { ArchiveCall } from './archiveCall.ts'
import type { CrateQuery } from './archiveQueries.ts'
import { checkVersion } from './checkVersion.ts'
import { getCrate, listCrates } from './crateReads.ts'
import { lockCrates } from './lockRows.ts'
import { CRATE_PARTS, presentCrate, type CrateRow } from './presentCrate.ts'
import type { SeriesNumber } from './takeNumber.ts'

/** Crates: registered, relocated, put back, taken off the list. Throws AppErrors, which routes answer as they are. */
export interface CrateService {
  list(actor: Asker, query: CrateQuery): Promise<CratePage>
  get(actor: Asker, id: string): Promise<Crate>
  create(call: ArchiveCall, input: CrateCreate): Promise<Crate>
  update(call: ArchiveCall, id: string, input: CrateUpdate): Promise<Crate>
  remove(call: ArchiveCall, id: string): Promise<void>
}

interface Parts {
  readonly database: Database
  readonly nextNumber: (prefix: string) => Promise<SeriesNumber>
}

export function createCrateService({ database, nextNumber }: Parts): CrateService {
  return {
    list: (actor, query) => listCrates(database.prisma, actor, query),
    get: (actor, id) => getCrate(database.prisma, actor, id),

    async create(call, input) {
      const unitId = input.unit_id ?? call.actor.unitId
      if (unitId === null) throw new AppError('validation_failed', { fields: { unit_id: 'Say which unit.' } })
      if (!mayRegisterCrate(call.actor, unitId)) throw new AppError('forbidden')
      const number = await nextNumber('CR')
      return await once(database, call, (tx) => register(tx, { ...input, unitId }, number))
    },

    async update(call, id, input) {
      return await once(database, call, async (tx) => {
        const row = await readForWrite(tx, call.actor, id)
        if (!mayEditCrate(call.actor, row)) throw new AppError('forbidden')
        checkVersion(input.version, row, () => presentCrate(row))
        return await change(tx, row, input)
      })
    },

    async remove(call, id) {
      await onceInTransaction(database, {
        stamp: call.stamp,
        idempotency: call.idempotency,
        run: async (tx) => {
          const row = await readForWrite(tx, call.actor, id)
          if (!mayDeleteCrate(call.actor, row)) throw new AppError('forbidden')
          const asked = await tx.archiveRequestCrate.count({ where: { crateId: id } })
          if (row.status !== 'stored' || asked > 0) {
            throw refusal(row, `${row.number} is part of the archive's record and stays.`)
          }
          await tx.crate.delete({ where: { id } })
          return id
        },
        resourceId: (done) => done,
        replay: (_tx, done) => Promise.resolve(done),
      })
    },
  }
}

function once(
  database: Database,
  call: ArchiveCall,
  run: (tx: WardlineTx) => Promise<Crate>,
): Promise<Crate> {
  return onceInTransaction(database, {
    stamp: call.stamp,
    idempotency: call.idempotency,
    run,
    resourceId: (crate) => crate.id,
    replay: (tx, id) => getCrate(tx, call.actor, id),
  })
}

async function readForWrite(tx: WardlineTx, actor: Asker, id: string): Promise<CrateRow> {
  const [row] = await lockCrates(tx, [id])
  if (row === undefined) throw new AppError('not_found')
  if (!mayReadCrate(actor, row)) throw new AppError('not_found', { denied: true })
  return row
}

async function register(
  tx: WardlineTx,
  { id = uuidv7(), label, location, unitId }: CrateCreate & { readonly unitId: string },
  number: SeriesNumber,
): Promise<Crate> {
  const taken = await tx.crate.findUnique({ where: { id }, include: CRATE_PARTS })
  if (taken !== null) {
    const isRepeat =
      taken.unitId === unitId && taken.version === 1 && taken.label === label && taken.location === location
    if (isRepeat) return presentCrate(taken)
    throw new AppError('conflict', { message: 'This id is taken.' })
  }
  if ((await tx.unit.count({ where: { id: unitId } })) === 0) {
    throw new AppError('validation_failed', { fields: { unit_id: 'There is no such unit.' } })
  }
  return presentCrate(
    await tx.crate.create({ data: { id, ...number, unitId, label, location }, include: CRATE_PARTS }),
  )
}

async function change(tx: WardlineTx, row: CrateRow, input: CrateUpdate): Promise<Crate> {
  const { label = row.label, location = row.location, status = row.status } = input
  if (row.status === 'destroyed') throw refusal(row, `${row.number} has been destroyed.`)
  if (status !== row.status && row.status !== 'withdrawn') {
    throw refusal(row, `${row.number} is held by a request. Only a withdrawn crate can be put back.`)
  }
  if (label === row.label && location === row.location && status === row.status) return presentCrate(row)
  const changed = await tx.crate.update({
    where: { id: row.id },
    data: { label, location, status, version: { increment: 1 } },
    include: CRATE_PARTS,
  })
  return presentCrate(changed)
}

const refusal = (row: CrateRow, message: string) =>
  new AppError('conflict', { message, current: presentCrate(row) })
