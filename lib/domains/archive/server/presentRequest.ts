import type { Prisma } from '../../../platform/database/generated/client.ts'
import type { ArchiveRequest, Attachment } from '../contract/archiveRequest.ts'
import { toDay } from './siteDay.ts'

const NAMED = { select: { id: true, name: true } } as const

/** What a presented attachment is made of: never its bytes. */
export const ATTACHMENT_PARTS = {
  id: true,
  name: true,
  mediaType: true,
  size: true,
  createdAt: true,
  uploadedBy: NAMED,
} satisfies Prisma.ArchiveAttachmentSelect

/** What a presented request is made of. */
export const REQUEST_PARTS = {
  unit: NAMED,
  toUnit: NAMED,
  createdBy: NAMED,
  releasedBy: NAMED,
  decidedBy: NAMED,
  crates: {
    select: {
      label: true,
      returnedAt: true,
      returnedBy: NAMED,
      crate: { select: { id: true, number: true } },
    },
    orderBy: [{ crate: { numberYear: 'asc' } }, { crate: { numberSeq: 'asc' } }],
  },
  sendBacks: {
    select: { id: true, reason: true, createdAt: true, answeredAt: true, sentBy: NAMED, answeredBy: NAMED },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  },
  attachments: {
    select: ATTACHMENT_PARTS,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  },
  _count: { select: { comments: true } },
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
    due_on: toDay(row.dueOn),
    crates: row.crates.map(({ crate, label, returnedAt, returnedBy }) => ({
      ...crate,
      label,
      returned_at: iso(returnedAt),
      returned_by: returnedBy,
    })),
    attachments: row.attachments.map(presentAttachment),
    comment_count: row._count.comments,
    created_by: row.createdBy,
    released_by: row.releasedBy,
    released_at: iso(row.releasedAt),
    decided_by: row.decidedBy,
    decided_at: iso(row.decidedAt),
    decision_note: row.decisionNote,
    send_backs: row.sendBacks.map(({ id, reason, sentBy, createdAt, answeredAt, answeredBy }) => ({
      id,
      reason,
      sent_by: sentBy,
      created_at: createdAt.toISOString(),
      answered_at: iso(answeredAt),
      answered_by: answeredBy,
    })),
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  }
}

/** An attachment without its bytes. */
export function presentAttachment(row: RequestRow['attachments'][number]): Attachment {
  const { id, name, mediaType, size, uploadedBy, createdAt } = row
  return {
    id,
    name,
    media_type: mediaType,
    size,
    uploaded_by: uploadedBy,
    created_at: createdAt.toISOString(),
  }
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null
