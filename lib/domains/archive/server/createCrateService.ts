import { AppError } from '../../../platform/appError.ts'
import type { Database, WardlineTx } from '../../../platform/database/createDatabase.ts'
import { onceInTransaction } from '../../../platform/http/idempotency.ts'
import { readAlone, type Share } from '../../../platform/live/createSharedResults.ts'
import type {
  Crate,
  CrateCreate,
  CrateImport,
  CrateImported,
  CratePage,
  CrateRelocated,
  CrateRelocation,
  CrateUpdate,
} from '../contract/crate.ts'
import { mayDeleteCrate, mayEditCrate, mayReadCrate, mayRegisterCrate, type Asker } from '../policy.ts'
import type { ServiceCall } from '../../../platform/http/serviceCall.ts'
import type { CrateExportQuery, CrateQuery } from './archiveQueries.ts'
import { archiveScope } from './archiveScope.ts'
import { checkVersion } from './checkVersion.ts'
import type { SiteCalendar } from './siteDay.ts'
import { getCrate, listCrates, walkCrates } from './crateReads.ts'
import { importCrates } from './importCrates.ts'
import { lockCrates } from './lockRows.ts'
import { presentCrate, type CrateRow } from './presentCrate.ts'
import { readInScope } from './readInScope.ts'
import { relocateCrates } from './relocateCrates.ts'
import { lockWithdrawalOf, returnCrate } from './returnCrate.ts'
import { lockLastReturn, takeOutAgain } from './takeOutAgain.ts'
import type { SeriesNumber } from './takeNumber.ts'
import { changeCrate, registerCrate } from './writeCrate.ts'
import type { DeskActor } from '../../identity/contract.ts'

/** Crates: registered, imported, relocated, put back, taken off the list. Throws AppErrors, which routes answer as they are. */
export interface CrateService {
  list(actor: Asker, query: CrateQuery, share?: Share): Promise<CratePage>
  get(actor: Asker, id: string): Promise<Crate>
  create(call: ServiceCall<DeskActor>, input: CrateCreate): Promise<Crate>
  update(call: ServiceCall<DeskActor>, id: string, input: CrateUpdate): Promise<Crate>
  remove(call: ServiceCall<DeskActor>, id: string): Promise<void>
  relocate(call: ServiceCall<DeskActor>, input: CrateRelocation): Promise<CrateRelocated>
  /** Knows its lines by their ids, so it needs no Idempotency-Key. */
  import(call: ServiceCall<DeskActor>, input: CrateImport): Promise<CrateImported>
  /** All that a list of this kind would show, some at a time, as it is when its turn comes. */
  walk(actor: Asker, query: CrateExportQuery): AsyncIterable<readonly Crate[]>
}

interface Parts {
  readonly database: Database
  /** So many numbers of a series, one after the other. */
  readonly nextNumbers: (prefix: string, count: number) => Promise<SeriesNumber[]>
  readonly calendar: () => SiteCalendar
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

const EXPORT_PAGE = 1_000

export function createCrateService({ database, nextNumbers, calendar, now }: Parts): CrateService {
  const { prisma } = database
  return {
    list(actor, query, share = readAlone) {
      const days = calendar()
      return readInScope(share, actor, {
        query: 'crates',
        parameters: [query, days],
        run: (scope) => listCrates(prisma, { scope, calendar: days }, query),
      })
    },
    get: (actor, id) => getCrate(prisma, actor, id),

    async create(call, input) {
      const unitId = input.unit_id ?? call.actor.unitId
      if (unitId === null) throw new AppError('validation_failed', { fields: { unit_id: 'Say which unit.' } })
      if (!mayRegisterCrate(call.actor, unitId)) throw new AppError('forbidden')
      const [number] = await nextNumbers('CR', 1)
      if (number === undefined) throw new Error('no number came')
      return await once(database, call, (tx) => registerCrate(tx, { ...input, unitId }, number))
    },

    async update(call, id, input) {
      return await once(database, call, async (tx) => {
        const withdrawal = input.status === 'stored' ? await lockWithdrawalOf(tx, id) : null
        const returned = input.status === 'withdrawn' ? await lockLastReturn(tx, id) : null
        const row = await readForWrite(tx, call.actor, id)
        if (!mayEditCrate(call.actor, row)) throw new AppError('forbidden')
        checkVersion(input.version, row, () => presentCrate(row))
        if (row.status === 'withdrawn' && input.status === 'stored') {
          const isOutWithIt = row.requests[0]?.request.id === withdrawal?.id
          if (!isOutWithIt) throw new AppError('conflict', { current: presentCrate(row) })
          if (withdrawal)
            await returnCrate(tx, call.actor, { row: withdrawal, crateId: id, at: new Date(now()) })
        }
        if (input.status === 'withdrawn' && row.status !== 'withdrawn') {
          await takeOutAgain(tx, call.actor, { row, returned, at: new Date(now()) })
        }
        return await changeCrate(tx, row, input)
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

    relocate: (call, input) => relocateCrates(database, call, input),
    import: (call, input) =>
      importCrates({ database, nextNumbers: (count) => nextNumbers('CR', count) }, call, input),
    walk: (actor, asked) =>
      walkCrates(prisma, { scope: archiveScope(actor), calendar: calendar(), asked }, EXPORT_PAGE),
  }
}

function once(
  database: Database,
  call: ServiceCall<DeskActor>,
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

const refusal = (row: CrateRow, message: string) =>
  new AppError('conflict', { message, current: presentCrate(row) })
