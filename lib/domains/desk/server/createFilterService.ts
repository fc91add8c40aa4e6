import { v7 as uuidv7 } from 'uuid'
import { AppError } from '../../../platform/appError.ts'
import type { Database, WardlineTx } from '../../../platform/database/createDatabase.ts'
import type { SavedFilter as FilterRow } from '../../../platform/database/generated/client.ts'
import { onceInTransaction } from '../../../platform/http/idempotency.ts'
import {
  FILTERS_PER_LIST,
  FilteredList,
  type SavedFilter,
  type SavedFilterCreate,
  type SavedFilterPage,
  type SavedFilterUpdate,
} from '../contract.ts'
import { ownFilters, ownsFilter } from '../policy.ts'
import type { ServiceCall } from '../../../platform/http/serviceCall.ts'
import type { FilterQuery } from './deskQueries.ts'
import type { DeskActor } from '../../identity/contract.ts'

/** Filters that people keep under names, each for themselves. Throws AppErrors, which routes answer as they are. */
export interface FilterService {
  list(actor: { readonly userId: string }, query: FilterQuery): Promise<SavedFilterPage>
  /** Throws validation_failed on `name` when one's list has it already, and when the list is full. */
  create(call: ServiceCall<DeskActor>, input: SavedFilterCreate): Promise<SavedFilter>
  rename(call: ServiceCall<DeskActor>, id: string, input: SavedFilterUpdate): Promise<SavedFilter>
  remove(call: ServiceCall<DeskActor>, id: string): Promise<void>
}

export function createFilterService({ database }: { readonly database: Database }): FilterService {
  return {
    async list(actor, { list }) {
      const rows = await database.prisma.savedFilter.findMany({
        where: { ...ownFilters(actor), ...(list && { list }) },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      })
      return { items: rows.map(presentFilter) }
    },

    create: (call, input) => once(database, call, (tx) => keep(tx, call.actor.userId, input)),

    rename: (call, id, { name }) =>
      once(database, call, async (tx) => {
        const row = await readForWrite(tx, call, id)
        if (row.name === name) return row
        await refuseSecond(tx, { ...row, name })
        return await tx.savedFilter.update({ where: { id }, data: { name } })
      }),

    async remove(call, id) {
      await onceInTransaction(database, {
        ...call,
        run: async (tx) => {
          await readForWrite(tx, call, id)
          await tx.savedFilter.delete({ where: { id } })
          return id
        },
        resourceId: (done) => done,
        replay: (_tx, done) => Promise.resolve(done),
      })
    },
  }
}

async function once(
  database: Database,
  call: ServiceCall<DeskActor>,
  run: (tx: WardlineTx) => Promise<FilterRow>,
): Promise<SavedFilter> {
  const row = await onceInTransaction(database, {
    stamp: call.stamp,
    idempotency: call.idempotency,
    run,
    resourceId: ({ id }) => id,
    replay: (tx, id) => readForWrite(tx, call, id),
  })
  return presentFilter(row)
}

async function keep(
  tx: WardlineTx,
  userId: string,
  { id = uuidv7(), list, name, query }: SavedFilterCreate,
): Promise<FilterRow> {
  await lockDesk(tx, userId)
  const taken = await tx.savedFilter.findUnique({ where: { id } })
  if (taken !== null) {
    const isRepeat =
      ownsFilter({ userId }, taken) && taken.list === list && taken.name === name && taken.query === query
    if (isRepeat) return taken
    throw new AppError('conflict', { message: 'This id is taken.' })
  }
  await refuseSecond(tx, { id, userId, list, name })
  if ((await tx.savedFilter.count({ where: { userId, list } })) >= FILTERS_PER_LIST) {
    throw new AppError('validation_failed', {
      fields: { name: `You keep ${FILTERS_PER_LIST} filters already. Delete one first.` },
    })
  }
  return await tx.savedFilter.create({ data: { id, userId, list, name, query } })
}

/** One writer at a time on one person's desk, so that counts and names that were looked up still hold at the commit. */
async function lockDesk(tx: WardlineTx, userId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`
}

async function refuseSecond(
  tx: WardlineTx,
  { id, userId, list, name }: Pick<FilterRow, 'id' | 'userId' | 'list' | 'name'>,
): Promise<void> {
  const others = await tx.savedFilter.count({ where: { userId, list, name, id: { not: id } } })
  if (others > 0) {
    throw new AppError('validation_failed', { fields: { name: 'You have a filter of this name already.' } })
  }
}

async function readForWrite(
  tx: WardlineTx,
  { actor }: ServiceCall<DeskActor>,
  id: string,
): Promise<FilterRow> {
  await lockDesk(tx, actor.userId)
  const row = await tx.savedFilter.findUnique({ where: { id } })
  if (row === null) throw new AppError('not_found')
  if (!ownsFilter(actor, row)) throw new AppError('not_found', { denied: true })
  return row
}

/** The only shape in which a filter leaves the server. */
function presentFilter({ id, list, name, query, createdAt }: FilterRow): SavedFilter {
  return { id, list: FilteredList.parse(list), name, query, created_at: createdAt.toISOString() }
}
