import * as z from 'zod'
import { CrateStatus, PAGE_MAX, RequestKind, RequestStatus } from '../contract.ts'

const Flag = z.enum(['true', 'false']).transform((word) => word === 'true')

const Ids = z
  .string()
  .transform((list) => list.split(','))
  .pipe(z.array(z.uuid()).max(PAGE_MAX))

const page = {
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(50),
  /** These rows only, as far as they exist and may be read. */
  ids: Ids.optional(),
  unit_id: z.uuid().optional(),
  q: z.string().trim().min(1).max(100).optional(),
}

/** `GET /api/archive/crates?…` */
export const CrateQuery = z.strictObject({ ...page, status: z.optional(CrateStatus) })
export type CrateQuery = z.infer<typeof CrateQuery>

/** `GET /api/archive/requests?…` */
export const RequestQuery = z.strictObject({
  ...page,
  kind: z.optional(RequestKind),
  status: z.optional(RequestStatus),
  open: Flag.optional(),
  crate_id: z.uuid().optional(),
  waiting: Flag.optional(),
})
export type RequestQuery = z.infer<typeof RequestQuery>

/** `/api/archive/…/{id}` */
export const IdParams = z.object({ id: z.uuid() })
