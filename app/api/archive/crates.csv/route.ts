import { getWardline } from '@/lib/composition.ts'
import { CrateExportQuery } from '@/lib/domains/archive/server/archiveQueries.ts'
import { cratesCsv } from '@/lib/domains/archive/server/cratesCsv.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'Download a crate list as CSV',
  access: 'actor',
  query: CrateExportQuery,
  limit: { points: 20, seconds: 60 },
  handle: ({ actor, query }) => cratesCsv(getWardline().archive.crates.walk(actor, query)),
})
