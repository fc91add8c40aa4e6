import { getWardline } from '@/lib/composition.ts'
import { Trends } from '@/lib/domains/archive/contract/summary.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'Count the requests that were filed and closed in each of the last twelve weeks',
  access: 'actor',
  response: Trends,
  handle: ({ actor, share }) => getWardline().archive.trends(actor, share),
})
