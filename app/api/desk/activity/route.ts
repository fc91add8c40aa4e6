import { getWardline } from '@/lib/composition.ts'
import { ActivityPage } from '@/lib/domains/desk/contract.ts'
import { ActivityQuery } from '@/lib/domains/desk/server/deskQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'What happened in your unit, newest first',
  access: 'actor',
  query: ActivityQuery,
  response: ActivityPage,
  handle: ({ actor, query }) => getWardline().desk.activity.list(actor, query),
})
