import * as z from 'zod'
import { AppError } from '../../../platform/appError.ts'
import type { WardlineTx } from '../../../platform/database/createDatabase.ts'
import type { Prisma } from '../../../platform/database/generated/client.ts'
import type { ArchiveRequest, RequestPage } from '../contract.ts'
import type { Asker } from '../policy.ts'
import type { RequestQuery } from './archiveQueries.ts'
import { containing, OPEN_REQUESTS, readableRequests, waitingRequests } from './archiveScope.ts'
import { decodeCursor, encodeCursor } from './pageCursor.ts'
import { presentRequest, REQUEST_PARTS } from './presentRequest.ts'

const Key = z.tuple([z.iso.datetime(), z.uuid()])

/** One page of the requests that the actor may read, newest first. */
export async function listRequests(db: WardlineTx, actor: Asker, query: RequestQuery): Promise<RequestPage> {
  const rows = await db.archiveRequest.findMany({
    where: { AND: [readableRequests(actor), ...filters(actor, query)] },
    include: REQUEST_PARTS,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: (query.ids?.length ?? query.limit) + 1,
  })
  const items = rows.slice(0, query.ids?.length ?? query.limit)
  const last = rows.length > items.length ? items.at(-1) : undefined
  return {
    items: items.map(presentRequest),
    next_cursor: last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
  }
}

/** One request; throws not_found where there is none or it may not be read. */
export async function getRequest(db: WardlineTx, actor: Asker, id: string): Promise<ArchiveRequest> {
  const row = await db.archiveRequest.findFirst({
    where: { AND: [readableRequests(actor), { id }] },
    include: REQUEST_PARTS,
  })
  if (row === null) throw new AppError('not_found')
  return presentRequest(row)
}

function filters(actor: Asker, query: RequestQuery): Prisma.ArchiveRequestWhereInput[] {
  const { ids, cursor, kind, status, open, unit_id: unitId, crate_id: crateId, waiting, q } = query
  const where: Prisma.ArchiveRequestWhereInput[] = []
  if (ids) where.push({ id: { in: ids } })
  if (kind) where.push({ kind })
  if (status) where.push({ status })
  if (open !== undefined) where.push(open ? OPEN_REQUESTS : { NOT: OPEN_REQUESTS })
  if (unitId) where.push({ OR: [{ unitId }, { toUnitId: unitId }] })
  if (crateId) where.push({ crates: { some: { crateId } } })
  if (waiting !== undefined) {
    const waits = { OR: Object.values(waitingRequests(actor)) }
    where.push(waiting ? waits : { NOT: waits })
  }
  if (q) where.push({ OR: wordsAnywhere(q) })
  if (cursor) {
    const [createdAt, id] = decodeCursor(cursor, Key)
    where.push({ OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] })
  }
  return where
}

function wordsAnywhere(q: string): Prisma.ArchiveRequestWhereInput[] {
  const words = containing(q)
  return [
    { number: words },
    { reason: words },
    { crates: { some: { OR: [{ label: words }, { crate: { number: words } }] } } },
  ]
}
