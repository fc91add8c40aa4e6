import { getWardline } from '@/lib/composition.ts'
import { RequestExportQuery } from '@/lib/domains/archive/server/archiveQueries.ts'
import { requestsCsv } from '@/lib/domains/archive/server/requestsCsv.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'Download a request list as CSV',
  access: 'actor',
  query: RequestExportQuery,
  limit: { points: 20, seconds: 60 },
  handle: ({ actor, query }) => requestsCsv(getWardline().archive.requests.walk(actor, query)),
})
