import type { Prisma } from '../../../platform/database/generated/client.ts'
import type { ArchiveRequest } from '../contract.ts'

const NAMED = { select: { id: true, name: true } } as const

/** What a presented request is made of. */
export const REQUEST_PARTS = {
  unit: NAMED,
  toUnit: NAMED,
  createdBy: NAMED,
  releasedBy: NAMED,
  decidedBy: NAMED,
  crates: {
    select: { label: true, crate: { select: { id: true, number: true } } },
    orderBy: [{ crate: { numberYear: 'asc' } }, { crate: { numberSeq: 'asc' } }],
  },
  sendBacks: {
    select: { id: true, reason: true, createdAt: true, answeredAt: true, sentBy: NAMED },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  },
} satisfies Prisma.ArchiveRequestInclude

export type RequestRow = Prisma.ArchiveRequestGetPayload<{ include: typeof REQUEST_PARTS }>

/** The only shape in which a request leaves the server. */
export function presentRequest(row: RequestRow): ArchiveRequest {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    status: row.status,
    unit: row.unit,
    to_unit: row.toUnit,
    reason: row.reason,
    crates: row.crates.map(({ crate, label }) => ({ ...crate, label })),
    created_by: row.createdBy,
    released_by: row.releasedBy,
    released_at: iso(row.releasedAt),
    decided_by: row.decidedBy,
    decided_at: iso(row.decidedAt),
    decision_note: row.decisionNote,
    send_backs: row.sendBacks.map(({ id, reason, sentBy, createdAt, answeredAt }) => ({
      id,
      reason,
      sent_by: sentBy,
      created_at: createdAt.toISOString(),
      answered_at: iso(answeredAt),
    })),
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  }
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null
