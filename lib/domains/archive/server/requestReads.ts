import { AppError } from '../../../platform/appError.ts'
import type { WardlineTx } from '../../../platform/database/createDatabase.ts'
import { Prisma } from '../../../platform/database/generated/client.ts'
import type { ArchiveRequest, RequestPage } from '../contract/archiveRequest.ts'
import { mayReadRequest, type Asker } from '../policy.ts'
import type { RequestQuery } from './archiveQueries.ts'
import type { ArchiveScope } from './archiveScope.ts'
import { decodeCursor, encodeCursor } from './pageCursor.ts'
import { presentRequest, REQUEST_PARTS } from './presentRequest.ts'
import { requestConditions, type RequestChoice, type RequestConditions } from './requestConditions.ts'
import { after, keyOf, keyShape, orderBy, requestOrder, type RequestKey } from './requestOrder.ts'
import { isRequestInScope } from './requestScope.ts'
import type { SiteCalendar } from './siteDay.ts'

/** Of which requests, where the days of the site begin, and what is asked for. */
export interface RequestListing extends RequestChoice {
  readonly scope: ArchiveScope
  readonly calendar: SiteCalendar
  readonly asked: RequestConditions & Pick<RequestQuery, 'sort'>
}

/** One page of the requests within the scope; with `offset`, how many there are in all. */
export async function listRequests(
  db: WardlineTx,
  within: Omit<RequestListing, 'asked'>,
  query: Omit<RequestQuery, 'waiting'>,
): Promise<RequestPage> {
  const { cursor, offset, limit: wanted, ...asked } = query
  const limit = asked.ids?.length ?? wanted
  const start = cursor === undefined ? null : decodeCursor(cursor, keyShape(requestOrder(asked.sort)))
  const listing = { ...within, asked }
  const [keys, total] = await Promise.all([
    findKeys(db, listing, { limit: limit + 1, offset, after: start }),
    offset === undefined ? undefined : countRequests(db, listing),
  ])
  const shown = keys.slice(0, limit)
  const last = keys.length > limit ? shown.at(-1) : undefined
  return {
    items: await readInOrder(db, within.scope, shown),
    next_cursor: last ? encodeCursor(last.key) : null,
    ...(total !== undefined && { total }),
  }
}

/** All requests of a listing, so many at a time, each exactly once as long as its place in the order stays. */
export async function* walkRequests(
  db: WardlineTx,
  listing: RequestListing,
  limit: number,
): AsyncGenerator<readonly ArchiveRequest[]> {
  let start: RequestKey | null = null
  do {
    const keys: FoundKey[] = await findKeys(db, listing, { limit, after: start })
    const requests = await readInOrder(db, listing.scope, keys)
    if (requests.length > 0) yield requests
    start = keys.length < limit ? null : (keys.at(-1)?.key ?? null)
  } while (start !== null)
}

/** One request; throws not_found where there is none or it may not be read. */
export async function getRequest(db: WardlineTx, actor: Asker, id: string): Promise<ArchiveRequest> {
  const row = await db.archiveRequest.findUnique({ where: { id }, include: REQUEST_PARTS })
  if (row === null) throw new AppError('not_found')
  if (!mayReadRequest(actor, row)) throw new AppError('not_found', { denied: true })
  return presentRequest(row)
}

interface FoundKey {
  readonly id: string
  readonly key: RequestKey
}

interface Slice {
  readonly limit: number
  readonly offset?: number | undefined
  readonly after: RequestKey | null
}

async function findKeys(
  db: WardlineTx,
  { scope, calendar, ...choice }: RequestListing,
  { limit, offset = 0, after: start }: Slice,
): Promise<FoundKey[]> {
  const order = requestOrder(choice.asked.sort)
  const conditions = requestConditions(scope, choice, calendar)
  const where = start ? Prisma.sql`${conditions} AND ${after(order, start)}` : conditions
  return await db.$queryRaw<FoundKey[]>`
    SELECT id, ${keyOf(order)} AS key FROM archive_requests WHERE ${where}
    ORDER BY ${orderBy(order)} LIMIT ${limit} OFFSET ${offset}`
}

async function countRequests(
  db: WardlineTx,
  { scope, calendar, ...choice }: RequestListing,
): Promise<number> {
  const [row] = await db.$queryRaw<{ total: bigint }[]>`
    SELECT count(*) AS total FROM archive_requests WHERE ${requestConditions(scope, choice, calendar)}`
  return Number(row?.total ?? 0)
}

/** The rows in the order of their keys, without those that went away in between. */
async function readInOrder(
  db: WardlineTx,
  scope: ArchiveScope,
  keys: readonly FoundKey[],
): Promise<ArchiveRequest[]> {
  if (keys.length === 0) return []
  const rows = await db.archiveRequest.findMany({
    where: { id: { in: keys.map(({ id }) => id) } },
    include: REQUEST_PARTS,
  })
  const byId = new Map(
    rows.filter((row) => isRequestInScope(scope, row)).map((row) => [row.id, presentRequest(row)]),
  )
  return keys.flatMap(({ id }) => byId.get(id) ?? [])
}
