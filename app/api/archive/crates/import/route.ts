import { getWardline } from '@/lib/composition.ts'
import { CrateImport, CrateImported } from '@/lib/domains/archive/contract/crate.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const POST = defineRoute({
  method: 'POST',
  summary: 'Register a piece of an import, or only check it; each line is answered for itself',
  access: 'actor',
  body: CrateImport,
  // A full piece whose every cell is as long as a crate takes, in letters of three bytes.
  maxBodyBytes: 8 * 1024 * 1024,
  response: CrateImported,
  limit: { points: 240, seconds: 60 },
  handle: (call) => getWardline().archive.crates.import(call, call.body),
})
