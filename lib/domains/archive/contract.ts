import * as z from 'zod/mini'
import { formatTopic } from '../../realtime/protocol/topic.ts'
import { DIRECTORY_TOPIC, UNITS_TOPIC, unitTopic } from '../identity/contract.ts'

export const CRATE_STATUSES = ['stored', 'requested', 'withdrawn', 'in_transfer', 'destroyed'] as const
export const CrateStatus = z.enum(CRATE_STATUSES)
export type CrateStatus = z.infer<typeof CrateStatus>

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
export const DECISIONS = ['approve', 'reject', 'send-back', 'resubmit', 'cancel'] as const
export type Decision = (typeof DECISIONS)[number]

/** Most crates that one request asks for. */
export const CRATES_PER_REQUEST = 50

/** Most rows that one page or one `ids=` holds. */
export const PAGE_MAX = 100

const Named = z.object({ id: z.uuid(), name: z.string() })
/** A unit or a person, as other things mention them. */
export type Named = z.infer<typeof Named>

/** A crate as it stands in the archive of a unit. */
export const Crate = z.object({
  id: z.uuid(),
  /** CR-YYYY-NNN. */
  number: z.string(),
  unit: Named,
  label: z.string(),
  location: z.string(),
  status: CrateStatus,
  /** The one request that holds it now. */
  open_request: z.nullable(z.object({ id: z.uuid(), number: z.string(), kind: RequestKind })),
  version: z.int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})
export type Crate = z.infer<typeof Crate>

/** Newest number first. */
export const CratePage = z.object({ items: z.array(Crate), next_cursor: z.nullable(z.string()) })
export type CratePage = z.infer<typeof CratePage>

const SendBackItem = z.object({
  id: z.uuid(),
  reason: z.string(),
  sent_by: Named,
  created_at: z.iso.datetime(),
  /** When it was resubmitted; null while it waits for that. */
  answered_at: z.nullable(z.iso.datetime()),
})

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
  /** As they were called when they were asked for. */
  crates: z.array(z.object({ id: z.uuid(), number: z.string(), label: z.string() })),
  created_by: Named,
  /** A transfer's first yes; the crates are under way since. */
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
export const RequestPage = z.object({ items: z.array(ArchiveRequest), next_cursor: z.nullable(z.string()) })
export type RequestPage = z.infer<typeof RequestPage>

/** Counts over all that one may read, and what waits for oneself. */
export const Summary = z.object({
  crates: z.record(CrateStatus, z.int()),
  requests: z.object({ pending: z.int(), sent_back: z.int(), in_transfer: z.int() }),
  waiting: z.object({
    /** Pending requests that one may decide. */
    to_decide: z.int(),
    /** Transfers under way to a unit that one decides for. */
    to_receive: z.int(),
    /** Own requests that were sent back. */
    to_answer: z.int(),
  }),
})
export type Summary = z.infer<typeof Summary>

const text = (max: number) =>
  z.string().check(z.trim(), z.minLength(1, 'Write something here.'), z.maxLength(max))
const Version = z.int().check(z.positive())
/** Made by the client, so that a repeated request makes no second copy. */
const NewId = z.optional(z.uuid())

const Label = text(200)
const Location = text(200)
const Reason = text(2_000)
const CrateIds = z
  .array(z.uuid())
  .check(
    z.minLength(1, 'Pick at least one crate.'),
    z.maxLength(CRATES_PER_REQUEST, 'Too many crates for one request.'),
  )

export const CrateCreate = z.strictObject({
  id: NewId,
  label: Label,
  location: Location,
  /** Default: one's own unit. */
  unit_id: z.optional(z.uuid()),
})
export type CrateCreate = z.infer<typeof CrateCreate>

/** `status: "stored"` puts a withdrawn crate back; every other status follows from requests. */
export const CrateUpdate = z.strictObject({
  version: z.optional(Version),
  label: z.optional(Label),
  location: z.optional(Location),
  status: z.optional(z.literal('stored', 'Only "stored" can be set: the other states follow from requests.')),
})
export type CrateUpdate = z.infer<typeof CrateUpdate>

export const RequestCreate = z.strictObject({
  id: NewId,
  kind: RequestKind,
  crate_ids: CrateIds,
  reason: Reason,
  to_unit_id: z.optional(z.uuid()),
})
export type RequestCreate = z.infer<typeof RequestCreate>

export const RequestUpdate = z.strictObject({
  version: z.optional(Version),
  crate_ids: z.optional(CrateIds),
  reason: z.optional(Reason),
  to_unit_id: z.optional(z.uuid()),
})
export type RequestUpdate = z.infer<typeof RequestUpdate>

/** A decision: the version it was made on, and a word about it. `send-back` must have one. */
export const DecisionInput = z.strictObject({
  version: z.optional(Version),
  reason: z.optional(Reason),
})
export type DecisionInput = z.infer<typeof DecisionInput>

/** What one crate list shows. */
export interface CrateFilter {
  readonly status?: CrateStatus
  readonly unit_id?: string
  /** In number, label and location. */
  readonly q?: string
}

/** What one request list shows. */
export interface RequestFilter {
  readonly kind?: RequestKind
  readonly status?: RequestStatus
  /** True: those that hold crates now; false: those that are done. */
  readonly open?: boolean
  readonly unit_id?: string
  readonly crate_id?: string
  /** Those that wait for the reader. */
  readonly waiting?: boolean
  /** In number, reason, and the crates' numbers and labels. */
  readonly q?: string
}

/** Changes of one crate. */
export const crateTopic = (id: string): string => formatTopic('item', 'crate', id)

/** Changes of one request, and who looks at it. */
export const requestTopic = (id: string): string => formatTopic('item', 'request', id)

/** What a reader of the archive hears: their unit (all of them, for people of the whole house), and who is called what. */
export const archiveTopics = (reader: { readonly unitId: string | null; readonly readsAll: boolean }) => [
  ...(reader.readsAll ? [UNITS_TOPIC] : reader.unitId === null ? [] : [unitTopic(reader.unitId)]),
  DIRECTORY_TOPIC,
]

/** Query keys, from the general to the particular. */
export const archiveKeys = {
  crates: ['archive', 'crates'],
  crateList: (filter: CrateFilter) => ['archive', 'crates', filter],
  /** Of known crates, in that order; another key than a filter's, since no row comes or goes. */
  cratesOf: (ids: readonly string[]) => ['archive', 'crates_of', ids],
  crate: (id: string) => ['archive', 'crate', id],
  requests: ['archive', 'requests'],
  requestList: (filter: RequestFilter) => ['archive', 'requests', filter],
  request: (id: string) => ['archive', 'request', id],
  summary: ['archive', 'summary'],
  /** All units, for the archive's choices. */
  units: ['archive', 'units'],
} as const
