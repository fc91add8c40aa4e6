import * as z from 'zod'
import { Day } from '../contract/fields.ts'
import { REQUEST_SORTS, RequestKind, RequestStatus } from '../contract/archiveRequest.ts'
import { CRATE_SORTS, CrateStatus } from '../contract/crate.ts'
import { PAGE_MAX } from '../contract/fields.ts'

/** Most rows that one page of a list holds. */
const LIST_PAGE_MAX = 200

const Flag = z.enum(['true', 'false']).transform((word) => word === 'true')

const Ids = z
  .string()
  .transform((list) => list.split(','))
  .pipe(z.array(z.uuid()).max(PAGE_MAX))

const paging = {
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(LIST_PAGE_MAX).default(50),
  /** Skips so many, and counts them all. */
  offset: z.coerce.number().int().min(0).max(100_000_000).optional(),
  /** These rows only, as far as they exist and may be read. */
  ids: Ids.optional(),
}

const isPagedOneWay = ({ cursor, offset }: { readonly cursor?: unknown; readonly offset?: unknown }) =>
  cursor === undefined || offset === undefined
const ONE_WAY = { path: ['offset'], message: 'Page by cursor or by offset, not by both.' }

const filter = {
  unit_id: z.uuid().optional(),
  q: z.string().trim().min(1).max(100).optional(),
  created_from: z.optional(Day),
  created_to: z.optional(Day),
}

const crateFilter = {
  ...filter,
  status: z.optional(CrateStatus),
  location: z.string().trim().min(1).max(200).optional(),
  retention_rule_id: z.uuid().optional(),
  retention_over: Flag.optional(),
  sort: z.templateLiteral([z.enum(['', '-']), z.enum(CRATE_SORTS)]).optional(),
}

/** `GET /api/archive/crates.csv?…` */
export const CrateExportQuery = z.strictObject(crateFilter)
export type CrateExportQuery = z.infer<typeof CrateExportQuery>

/** `GET /api/archive/crates?…` */
export const CrateQuery = z.strictObject({ ...crateFilter, ...paging }).refine(isPagedOneWay, ONE_WAY)
export type CrateQuery = z.infer<typeof CrateQuery>

const requestFilter = {
  ...filter,
  kind: z.optional(RequestKind),
  status: z.optional(RequestStatus),
  open: Flag.optional(),
  crate_id: z.uuid().optional(),
  created_by: z.uuid().optional(),
  waiting: Flag.optional(),
  overdue: Flag.optional(),
  sort: z.templateLiteral([z.enum(['', '-']), z.enum(REQUEST_SORTS)]).optional(),
}

/** `GET /api/archive/requests.csv?…` */
export const RequestExportQuery = z.strictObject(requestFilter)
export type RequestExportQuery = z.infer<typeof RequestExportQuery>

/** `GET /api/archive/requests?…` */
export const RequestQuery = z.strictObject({ ...requestFilter, ...paging }).refine(isPagedOneWay, ONE_WAY)
export type RequestQuery = z.infer<typeof RequestQuery>

/** `/api/archive/…/{id}` */
export const IdParams = z.object({ id: z.uuid() })
