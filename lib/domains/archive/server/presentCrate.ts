import type { Prisma } from '../../../platform/database/generated/client.ts'
import type { Crate } from '../contract.ts'
import { OPEN_REQUESTS } from './archiveScope.ts'

/** What a presented crate is made of. */
export const CRATE_PARTS = {
  unit: { select: { id: true, name: true } },
  requests: {
    where: { request: OPEN_REQUESTS },
    select: { request: { select: { id: true, number: true, kind: true } } },
    take: 1,
  },
} satisfies Prisma.CrateInclude

export type CrateRow = Prisma.CrateGetPayload<{ include: typeof CRATE_PARTS }>

/** The only shape in which a crate leaves the server. */
export function presentCrate(row: CrateRow): Crate {
  return {
    id: row.id,
    number: row.number,
    unit: row.unit,
    label: row.label,
    location: row.location,
    status: row.status,
    open_request: row.requests[0]?.request ?? null,
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  }
}
