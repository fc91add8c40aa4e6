import { getWardline } from '@/lib/composition.ts'
import { SavedFilter, SavedFilterUpdate } from '@/lib/domains/desk/contract.ts'
import { IdParams } from '@/lib/domains/desk/server/deskQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const PATCH = defineRoute({
  method: 'PATCH',
  summary: 'Rename a filter of your own',
  access: 'actor',
  params: IdParams,
  body: SavedFilterUpdate,
  response: SavedFilter,
  limit: { points: 60, seconds: 60 },
  handle: (call) => getWardline().desk.filters.rename(call, call.params.id, call.body),
})

export const DELETE = defineRoute({
  method: 'DELETE',
  summary: 'Delete a filter of your own',
  access: 'actor',
  params: IdParams,
  limit: { points: 60, seconds: 60 },
  handle: (call) => getWardline().desk.filters.remove(call, call.params.id),
})
