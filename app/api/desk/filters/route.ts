import { getWardline } from '@/lib/composition.ts'
import { SavedFilter, SavedFilterCreate, SavedFilterPage } from '@/lib/domains/desk/contract.ts'
import { FilterQuery } from '@/lib/domains/desk/server/deskQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'List your own filters, by name',
  access: 'actor',
  query: FilterQuery,
  response: SavedFilterPage,
  handle: ({ actor, query }) => getWardline().desk.filters.list(actor, query),
})

export const POST = defineRoute({
  method: 'POST',
  summary: 'Keep a filter under a name',
  access: 'actor',
  body: SavedFilterCreate,
  response: SavedFilter,
  status: 201,
  limit: { points: 60, seconds: 60 },
  handle: (call) => getWardline().desk.filters.create(call, call.body),
})
