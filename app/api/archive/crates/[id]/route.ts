import { getWardline } from '@/lib/composition.ts'
import { Crate, CrateUpdate } from '@/lib/domains/archive/contract/crate.ts'
import { IdParams } from '@/lib/domains/archive/server/archiveQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'Read a crate',
  access: 'actor',
  params: IdParams,
  response: Crate,
  handle: ({ actor, params }) => getWardline().archive.crates.get(actor, params.id),
})

export const PATCH = defineRoute({
  method: 'PATCH',
  summary: 'Relocate or relabel a crate, or put a withdrawn one back',
  access: 'actor',
  params: IdParams,
  body: CrateUpdate,
  response: Crate,
  limit: { points: 300, seconds: 60 },
  handle: (call) => getWardline().archive.crates.update(call, call.params.id, call.body),
})

export const DELETE = defineRoute({
  method: 'DELETE',
  summary: 'Take a crate off the list that nobody ever asked for',
  access: 'actor',
  params: IdParams,
  limit: { points: 300, seconds: 60 },
  handle: (call) => getWardline().archive.crates.remove(call, call.params.id),
})
