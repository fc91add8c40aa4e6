import type { Prisma } from '../../../platform/database/generated/client.ts'
import type { Crate } from '../contract/crate.ts'
import { toDay } from './siteDay.ts'
import { OPEN_REQUESTS } from './archiveScope.ts'

/** What a presented crate is made of. */
export const CRATE_PARTS = {
  unit: { select: { id: true, name: true } },
  retentionRule: { select: { id: true, name: true } },
  requests: {
    // A crate of a withdrawal that is back no longer stands in it, though others of it are still out.
    where: { returnedAt: null, request: OPEN_REQUESTS },
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
    contents: row.contents,
    location: row.location,
    status: row.status,
    retention_rule: row.retentionRule,
    retain_until: toDay(row.retainUntil),
    open_request: row.requests[0]?.request ?? null,
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  }
}
