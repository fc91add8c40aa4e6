import * as z from 'zod/mini'
import { formatTopic } from '../../../realtime/protocol/topic.ts'
import { Day, Named, NewId, Version, text } from './fields.ts'

export const REQUEST_KINDS = ['withdrawal', 'destruction', 'transfer'] as const
export const RequestKind = z.enum(REQUEST_KINDS)
export type RequestKind = z.infer<typeof RequestKind>

export const REQUEST_STATUSES = [
  'pending',
  'sent_back',
  'approved',
  'rejected',
  'cancelled',
  'completed',
] as const
export const RequestStatus = z.enum(REQUEST_STATUSES)
export type RequestStatus = z.infer<typeof RequestStatus>

/** What people do to a request that stands; each is a POST of its own. */
export const DECISIONS = ['approve', 'reject', 'send-back', 'resubmit', 'cancel', 'return'] as const
export type Decision = (typeof DECISIONS)[number]

/** Most crates that one request asks for. */
export const CRATES_PER_REQUEST = 50

/** Largest attachment, in bytes. */
export const ATTACHMENT_MAX_BYTES = 10 * 1024 * 1024

/** Most attachments on one request. */
export const ATTACHMENTS_PER_REQUEST = 20

const SendBackItem = z.object({
  id: z.uuid(),
  reason: z.string(),
  sent_by: Named,
  created_at: z.iso.datetime(),
  /** When it was resubmitted; null while it waits for that. */
  answered_at: z.nullable(z.iso.datetime()),
  /** Who resubmitted it; null also where it was not written down. */
  answered_by: z.nullable(Named),
})

/** A file on a request. Its bytes: `GET /api/archive/attachments/{id}`. */
export const Attachment = z.object({
  id: z.uuid(),
  name: z.string(),
  /** `image/png`, `image/jpeg`, `image/webp` or `application/pdf`. */
  media_type: z.string(),
  /** Bytes. */
  size: z.int(),
  uploaded_by: Named,
  created_at: z.iso.datetime(),
})
export type Attachment = z.infer<typeof Attachment>

/** What somebody said about a request. */
export const RequestComment = z.object({
  id: z.uuid(),
  author: Named,
  body: z.string(),
  created_at: z.iso.datetime(),
})
export type RequestComment = z.infer<typeof RequestComment>

/** Oldest first. */
export const CommentList = z.object({ items: z.array(RequestComment) })
export type CommentList = z.infer<typeof CommentList>

/** A request for crates, with all that was said and decided. */
export const ArchiveRequest = z.object({
  id: z.uuid(),
  /** WR-YYYY-NNN, TR-YYYY-NNN. */
  number: z.string(),
  kind: RequestKind,
  status: RequestStatus,
  unit: Named,
  /** Where a transfer goes. */
  to_unit: z.nullable(Named),
  reason: z.string(),
  /** When the crates of a withdrawal are to be back. */
  due_on: z.nullable(Day),
  /** As they were called when they were asked for. */
  crates: z.array(
    z.object({
      id: z.uuid(),
      number: z.string(),
      label: z.string(),
      /** When this crate of a withdrawal came back. */
      returned_at: z.nullable(z.iso.datetime()),
      /** Who brought it back; null also where it was not written down. */
      returned_by: z.nullable(Named),
    }),
  ),
  attachments: z.array(Attachment),
  comment_count: z.int(),
  created_by: Named,
  /** The first yes where more must come: a withdrawal's return, a transfer's receipt, a destruction's second manager. */
  released_by: z.nullable(Named),
  released_at: z.nullable(z.iso.datetime()),
  /** Who closed it. */
  decided_by: z.nullable(Named),
  decided_at: z.nullable(z.iso.datetime()),
  decision_note: z.nullable(z.string()),
  /** Oldest first. */
  send_backs: z.array(SendBackItem),
  version: z.int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})
export type ArchiveRequest = z.infer<typeof ArchiveRequest>

/** Newest first. */
export const RequestPage = z.object({
  items: z.array(ArchiveRequest),
  next_cursor: z.nullable(z.string()),
  /** How many match in all; only where `offset` was asked for. */
  total: z.optional(z.int()),
})
export type RequestPage = z.infer<typeof RequestPage>

const Reason = text(2_000)

const CrateIds = z
  .array(z.uuid())
  .check(
    z.minLength(1, 'Pick at least one crate.'),
    z.maxLength(CRATES_PER_REQUEST, 'Too many crates for one request.'),
  )

export const RequestCreate = z.strictObject({
  id: NewId,
  kind: RequestKind,
  crate_ids: CrateIds,
  reason: Reason,
  to_unit_id: z.optional(z.uuid()),
  /** For withdrawals; default: 14 days from today. */
  due_on: z.optional(Day),
})
export type RequestCreate = z.infer<typeof RequestCreate>

export const RequestUpdate = z.strictObject({
  version: z.optional(Version),
  crate_ids: z.optional(CrateIds),
  reason: z.optional(Reason),
  to_unit_id: z.optional(z.uuid()),
  due_on: z.optional(Day),
})
export type RequestUpdate = z.infer<typeof RequestUpdate>

/** A decision: the version it was made on, and a word about it. `send-back` must have one. */
export const DecisionInput = z.strictObject({
  version: z.optional(Version),
  reason: z.optional(Reason),
})
export type DecisionInput = z.infer<typeof DecisionInput>

/** That the return of a withdrawal is taken back: the version that one has seen. */
export const ReopenInput = z.strictObject({ version: z.optional(Version) })
export type ReopenInput = z.infer<typeof ReopenInput>

export const CommentCreate = z.strictObject({ id: NewId, body: text(4_000) })
export type CommentCreate = z.infer<typeof CommentCreate>

/** What a request list is sorted by. */
export const REQUEST_SORTS = ['created_at', 'number', 'due_on', 'updated_at'] as const
export type RequestSort = (typeof REQUEST_SORTS)[number]

/** What one request list shows. */
export interface RequestFilter {
  readonly kind?: RequestKind
  readonly status?: RequestStatus
  /** True: those that hold crates now; false: those that are done. */
  readonly open?: boolean
  readonly unit_id?: string
  readonly crate_id?: string
  /** Those that this person has filed. */
  readonly created_by?: string
  /** Those that wait for the reader. */
  readonly waiting?: boolean
  /** Withdrawals that are out past their day. */
  readonly overdue?: boolean
  /** Filed on these days, both included. */
  readonly created_from?: string
  readonly created_to?: string
  readonly sort?: RequestSort | `-${RequestSort}`
  /** In number, reason, and the crates' numbers and labels. */
  readonly q?: string
}

/** Changes of one request, and who looks at it. */
export const requestTopic = (id: string): string => formatTopic('item', 'request', id)
