import * as z from 'zod/mini'
import { formatTopic } from '../../../realtime/protocol/topic.ts'
import { Day, Named, NewId, Version, text } from './fields.ts'
import { RequestKind } from './archiveRequest.ts'

export const CRATE_STATUSES = ['stored', 'requested', 'withdrawn', 'in_transfer', 'destroyed'] as const
export const CrateStatus = z.enum(CRATE_STATUSES)
export type CrateStatus = z.infer<typeof CrateStatus>

/** Most crates that one bulk change or one piece of an import holds. */
export const BULK_MAX = 500

/** A crate as it stands in the archive of a unit. */
export const Crate = z.object({
  id: z.uuid(),
  /** CR-YYYY-NNN. */
  number: z.string(),
  unit: Named,
  label: z.string(),
  /** What lies in it, line by line; may be empty. */
  contents: z.string(),
  location: z.string(),
  status: CrateStatus,
  retention_rule: z.nullable(Named),
  /** The last day on which it must still be there; null: nobody has said. */
  retain_until: z.nullable(Day),
  /** The one request that holds it now. */
  open_request: z.nullable(z.object({ id: z.uuid(), number: z.string(), kind: RequestKind })),
  version: z.int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})
export type Crate = z.infer<typeof Crate>

/** In the order that was asked for; newest number first by default. */
export const CratePage = z.object({
  items: z.array(Crate),
  next_cursor: z.nullable(z.string()),
  /** How many match in all; only where `offset` was asked for. */
  total: z.optional(z.int()),
})
export type CratePage = z.infer<typeof CratePage>

const Label = text(200)
const Contents = z.string().check(z.trim(), z.maxLength(4_000))
const Location = text(200)

export const CrateCreate = z.strictObject({
  id: NewId,
  label: Label,
  contents: z.optional(Contents),
  location: Location,
  retention_rule_id: z.optional(z.nullable(z.uuid())),
  retain_until: z.optional(z.nullable(Day)),
  /** Default: one's own unit. */
  unit_id: z.optional(z.uuid()),
})
export type CrateCreate = z.infer<typeof CrateCreate>

/** A crate that one has put back can be taken out again, as if nothing had been done, for so many minutes. */
export const PUT_BACK_UNDO_MINUTES = 10

/**
 * `status: "stored"` puts a withdrawn crate back; `"withdrawn"` takes back that one has just done so. Every other status
 * follows from requests.
 */
export const CrateUpdate = z.strictObject({
  version: z.optional(Version),
  label: z.optional(Label),
  contents: z.optional(Contents),
  location: z.optional(Location),
  retention_rule_id: z.optional(z.nullable(z.uuid())),
  retain_until: z.optional(z.nullable(Day)),
  status: z.optional(
    z.enum(
      ['stored', 'withdrawn'],
      'Only "stored" and "withdrawn" can be set: the other states follow from requests.',
    ),
  ),
})
export type CrateUpdate = z.infer<typeof CrateUpdate>

/** Several crates go to new places at once. Those that others have changed meanwhile are left alone and named. */
export const CrateRelocation = z.strictObject({
  items: z
    .array(z.strictObject({ id: z.uuid(), version: Version, location: Location }))
    .check(z.minLength(1, 'Pick at least one crate.'), z.maxLength(BULK_MAX)),
})
export type CrateRelocation = z.infer<typeof CrateRelocation>

export const CrateRelocated = z.object({
  changed: z.array(Crate),
  /** Left as they are, each with a sentence why. */
  refused: z.array(z.object({ id: z.uuid(), number: z.nullable(z.string()), message: z.string() })),
})
export type CrateRelocated = z.infer<typeof CrateRelocated>

/**
 * A piece of an import. Each line has an id made by the client, so that sending it again makes no second crate. Lines
 * are raw words, checked one by one: a bad one does not keep the good ones out.
 */
export const CrateImport = z.strictObject({
  /** Default: one's own unit. */
  unit_id: z.optional(z.uuid()),
  /** True: nothing is written, only checked. */
  dry_run: z.optional(z.boolean()),
  lines: z
    .array(
      z.strictObject({
        id: z.uuid(),
        /** Of the file, from 1. */
        line: z.int(),
        label: z.string().check(z.maxLength(10_000)),
        contents: z.string().check(z.maxLength(10_000)),
        location: z.string().check(z.maxLength(10_000)),
        /** By name; '' is none. */
        retention_rule: z.string().check(z.maxLength(10_000)),
        /** YYYY-MM-DD; '' is none. */
        retain_until: z.string().check(z.maxLength(10_000)),
      }),
    )
    .check(z.minLength(1), z.maxLength(BULK_MAX)),
})
export type CrateImport = z.infer<typeof CrateImport>

/** What became of each line, in the order in which they came. */
export const CrateImported = z.object({
  results: z.array(
    z.object({
      line: z.int(),
      id: z.uuid(),
      /** created: now; exists: by an earlier sending; valid: a dry run found nothing wrong. */
      outcome: z.enum(['created', 'exists', 'valid', 'refused']),
      number: z.nullable(z.string()),
      /** By column (`label`, `location`, …): what is wrong, in a sentence. Empty unless refused. */
      problems: z.record(z.string(), z.string()),
    }),
  ),
})
export type CrateImported = z.infer<typeof CrateImported>

/** What a crate list is sorted by; `-` before it turns it round. */
export const CRATE_SORTS = ['number', 'label', 'location', 'status', 'retain_until', 'updated_at'] as const
export type CrateSort = (typeof CRATE_SORTS)[number]

/** What one crate list shows. */
export interface CrateFilter {
  readonly status?: CrateStatus
  readonly unit_id?: string
  /** In number, label, contents and location. */
  readonly q?: string
  /** Places that begin so. */
  readonly location?: string
  /** Registered on these days, both included. */
  readonly created_from?: string
  readonly created_to?: string
  readonly retention_rule_id?: string
  /** True: retention is over; false: it is not, or nobody has said. */
  readonly retention_over?: boolean
  readonly sort?: CrateSort | `-${CrateSort}`
}

/** Changes of one crate. */
export const crateTopic = (id: string): string => formatTopic('item', 'crate', id)
