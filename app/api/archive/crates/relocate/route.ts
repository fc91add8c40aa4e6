import { getWardline } from '@/lib/composition.ts'
import { CrateRelocated, CrateRelocation } from '@/lib/domains/archive/contract/crate.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const POST = defineRoute({
  method: 'POST',
  summary: 'Relocate several crates at once; those that cannot be moved are named, with the reason',
  access: 'actor',
  body: CrateRelocation,
  maxBodyBytes: 1024 * 1024,
  response: CrateRelocated,
  limit: { points: 60, seconds: 60 },
  handle: (call) => getWardline().archive.crates.relocate(call, call.body),
})
