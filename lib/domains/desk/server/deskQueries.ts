import * as z from 'zod'
import { ActivityEntity, FilteredList } from '../contract.ts'

/** `GET /api/desk/filters?list=…` */
export const FilterQuery = z.strictObject({ list: z.optional(FilteredList) })
export type FilterQuery = z.infer<typeof FilterQuery>

/** `/api/desk/…/{id}` */
export const IdParams = z.object({ id: z.uuid() })

/** Most activities on one page. */
const ACTIVITY_PAGE_MAX = 100

/** `GET /api/desk/activity?before=…&unit_id=…&entity=…&actor_id=…&limit=…` */
export const ActivityQuery = z.strictObject({
  before: z.coerce.number().int().positive().optional(),
  unit_id: z.uuid().optional(),
  entity: z.optional(ActivityEntity),
  actor_id: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(ACTIVITY_PAGE_MAX).default(50),
})
export type ActivityQuery = z.infer<typeof ActivityQuery>
