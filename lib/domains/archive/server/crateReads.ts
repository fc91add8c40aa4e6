import { AppError } from '../../../platform/appError.ts'
import type { WardlineTx } from '../../../platform/database/createDatabase.ts'
import { Prisma } from '../../../platform/database/generated/client.ts'
import type { Crate, CratePage } from '../contract/crate.ts'
import type { Asker } from '../policy.ts'
import type { CrateQuery } from './archiveQueries.ts'
import { archiveScope, readableCrates, type ArchiveScope } from './archiveScope.ts'
import { crateConditions, type CrateConditions } from './crateConditions.ts'
import { after, crateOrder, keyOf, keyShape, orderBy, type CrateKey, type CrateOrder } from './crateOrder.ts'
import { decodeCursor, encodeCursor } from './pageCursor.ts'
import { CRATE_PARTS, presentCrate } from './presentCrate.ts'
import type { SiteCalendar } from './siteDay.ts'

/** Of which crates, where the days of the site begin, and what is asked for. */
interface CrateListing {
  readonly scope: ArchiveScope
  readonly calendar: SiteCalendar
  readonly asked: CrateConditions & Pick<CrateQuery, 'sort'>
}

/** Which part of a listing. */
interface CrateSlice {
  readonly limit: number
  readonly offset?: number | undefined
  /** Of the crate before the first one. */
  readonly after?: CrateKey | null
}

/** One page of the crates within the scope; with `offset`, how many there are in all. */
export async function listCrates(
  db: WardlineTx,
  listing: Omit<CrateListing, 'asked'>,
  query: CrateQuery,
): Promise<CratePage> {
  const { cursor, offset, limit: wanted, ...asked } = query
  const limit = asked.ids?.length ?? wanted
  const order = crateOrder(asked.sort)
  const start = cursor === undefined ? null : decodeCursor(cursor, keyShape(order))
  const [{ crates, keys }, total] = await Promise.all([
    readSlice(db, { ...listing, asked }, { limit: limit + 1, offset, after: start }),
    offset === undefined ? undefined : countCrates(db, { ...listing, asked }),
  ])
  const shown = new Set(keys.slice(0, limit).map(({ id }) => id))
  const last = keys.length > limit ? keys[limit - 1] : undefined
  return {
    items: crates.filter(({ id }) => shown.has(id)),
    next_cursor: last ? encodeCursor(last.key) : null,
    ...(total !== undefined && { total }),
  }
}

/** All crates of a listing, so many at a time, each exactly once as long as its place in the order stays. */
export async function* walkCrates(
  db: WardlineTx,
  listing: CrateListing,
  limit: number,
): AsyncGenerator<readonly Crate[]> {
  let start: CrateKey | null = null
  do {
    const { crates, keys }: Slice = await readSlice(db, listing, { limit, after: start })
    if (crates.length > 0) yield crates
    start = keys.length < limit ? null : (keys.at(-1)?.key ?? null)
  } while (start !== null)
}

/** One crate; throws not_found where there is none or it may not be read. */
export async function getCrate(db: WardlineTx, actor: Asker, id: string): Promise<Crate> {
  const row = await db.crate.findFirst({
    where: { AND: [readableCrates(archiveScope(actor)), { id }] },
    include: CRATE_PARTS,
  })
  if (row === null) throw new AppError('not_found')
  return presentCrate(row)
}

/** Crates by id, in that order; those that are not there or outside of the scope are left out. */
export async function getCrates(
  db: WardlineTx,
  scope: ArchiveScope,
  ids: readonly string[],
): Promise<Crate[]> {
  const rows = await db.crate.findMany({
    where: { AND: [readableCrates(scope), { id: { in: [...ids] } }] },
    include: CRATE_PARTS,
  })
  const crates = new Map(rows.map((row) => [row.id, presentCrate(row)]))
  return ids.flatMap((id) => crates.get(id) ?? [])
}

interface Slice {
  readonly crates: readonly Crate[]
  /** Of all that were found; one that was taken away since has no crate. */
  readonly keys: readonly { readonly id: string; readonly key: CrateKey }[]
}

async function readSlice(
  db: WardlineTx,
  { scope, calendar, asked }: CrateListing,
  slice: CrateSlice,
): Promise<Slice> {
  const order = crateOrder(asked.sort)
  const keys = await findKeys(db, { order, where: crateConditions(scope, asked, calendar), slice })
  const ids = keys.map(({ id }) => id)
  return { keys, crates: await getCrates(db, scope, ids) }
}

/** Skips within the order's index, and looks at the table for those rows alone that are wanted. */
async function findKeys(
  db: WardlineTx,
  { order, where, slice }: { order: CrateOrder; where: Prisma.Sql; slice: CrateSlice },
): Promise<Slice['keys']> {
  const { limit, offset = 0, after: start } = slice
  const condition = start ? Prisma.sql`${where} AND ${after(order, start)}` : where
  return await db.$queryRaw`
    SELECT crates.id, ${keyOf(order)} AS key
    FROM (SELECT ${order.identity} FROM crates WHERE ${condition}
          ORDER BY ${orderBy(order)} LIMIT ${limit} OFFSET ${offset}) AS page
    JOIN crates USING (${order.identity})
    ORDER BY ${orderBy(order)}`
}

async function countCrates(db: WardlineTx, { scope, calendar, asked }: CrateListing): Promise<number> {
  const [row] = await db.$queryRaw<{ total: bigint }[]>`
    SELECT count(*) AS total FROM crates WHERE ${crateConditions(scope, asked, calendar)}`
  return Number(row?.total ?? 0)
}
