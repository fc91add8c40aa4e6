import * as z from 'zod'
import { AppError } from '../../../platform/appError.ts'
import type { WardlineTx } from '../../../platform/database/createDatabase.ts'
import type { Prisma } from '../../../platform/database/generated/client.ts'
import type { Crate, CratePage } from '../contract.ts'
import type { Asker } from '../policy.ts'
import type { CrateQuery } from './archiveQueries.ts'
import { containing, readableCrates } from './archiveScope.ts'
import { decodeCursor, encodeCursor } from './pageCursor.ts'
import { CRATE_PARTS, presentCrate } from './presentCrate.ts'

const Key = z.tuple([z.int(), z.int()])

/** One page of the crates that the actor may read, newest number first. */
export async function listCrates(db: WardlineTx, actor: Asker, query: CrateQuery): Promise<CratePage> {
  const rows = await db.crate.findMany({
    where: { AND: [readableCrates(actor), ...filters(query)] },
    include: CRATE_PARTS,
    orderBy: [{ numberYear: 'desc' }, { numberSeq: 'desc' }],
    take: (query.ids?.length ?? query.limit) + 1,
  })
  const items = rows.slice(0, query.ids?.length ?? query.limit)
  const last = rows.length > items.length ? items.at(-1) : undefined
  return {
    items: items.map(presentCrate),
    next_cursor: last ? encodeCursor([last.numberYear, last.numberSeq]) : null,
  }
}

/** One crate; throws not_found where there is none or it may not be read. */
export async function getCrate(db: WardlineTx, actor: Asker, id: string): Promise<Crate> {
  const row = await db.crate.findFirst({
    where: { AND: [readableCrates(actor), { id }] },
    include: CRATE_PARTS,
  })
  if (row === null) throw new AppError('not_found')
  return presentCrate(row)
}

function filters({ ids, cursor, status, unit_id: unitId, q }: CrateQuery): Prisma.CrateWhereInput[] {
  const where: Prisma.CrateWhereInput[] = []
  if (ids) where.push({ id: { in: ids } })
  if (status) where.push({ status })
  if (unitId) where.push({ unitId })
  if (q)
    where.push({ OR: [{ number: containing(q) }, { label: containing(q) }, { location: containing(q) }] })
  if (cursor) {
    const [numberYear, seq] = decodeCursor(cursor, Key)
    where.push({ OR: [{ numberYear: { lt: numberYear } }, { numberYear, numberSeq: { lt: seq } }] })
  }
  return where
}
