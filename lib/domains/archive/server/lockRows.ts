import type { WardlineTx } from '../../../platform/database/createDatabase.ts'
import { CRATE_PARTS, type CrateRow } from './presentCrate.ts'
import { REQUEST_PARTS, type RequestRow } from './presentRequest.ts'

// The order of locks, the same everywhere, so that nobody waits in a circle: the request first, then crates by id.

/** Holds crates against every other writer until the transaction ends, and reads them as they are. Missing ones are left out. */
export async function lockCrates(tx: WardlineTx, ids: readonly string[]): Promise<CrateRow[]> {
  await tx.$queryRaw`SELECT id FROM crates WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
  return await tx.crate.findMany({ where: { id: { in: [...ids] } }, include: CRATE_PARTS })
}

/** Holds a request against every other writer until the transaction ends, and reads it as it is. */
export async function lockRequest(tx: WardlineTx, id: string): Promise<RequestRow | null> {
  await tx.$queryRaw`SELECT id FROM archive_requests WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  return await tx.archiveRequest.findUnique({ where: { id }, include: REQUEST_PARTS })
}
