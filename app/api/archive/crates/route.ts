import { getWardline } from '@/lib/composition.ts'
import { Crate, CrateCreate, CratePage } from '@/lib/domains/archive/contract/crate.ts'
import { CrateQuery } from '@/lib/domains/archive/server/archiveQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'List crates, newest number first',
  access: 'actor',
  query: CrateQuery,
  response: CratePage,
  handle: ({ actor, query, share }) => getWardline().archive.crates.list(actor, query, share),
})

export const POST = defineRoute({
  method: 'POST',
  summary: 'Register a crate',
  access: 'actor',
  body: CrateCreate,
  response: Crate,
  status: 201,
  limit: { points: 300, seconds: 60 },
  handle: (call) => getWardline().archive.crates.create(call, call.body),
})
