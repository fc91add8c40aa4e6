import { getWardline } from '@/lib/composition.ts'
import { Summary } from '@/lib/domains/archive/contract/summary.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'Count crates and requests, and what waits for oneself',
  access: 'actor',
  response: Summary,
  handle: ({ actor, share }) => getWardline().archive.summary(actor, share),
})
